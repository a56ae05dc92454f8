/** What the bodies of this room stand on. */
import type { ConcludeDeps } from '#functions/exchange/conclude.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { DeliveriesStore } from './deliveries.store.ts';
import type { LogStore } from './log.store.ts';
import type { SubscriptionsStore } from './subscriptions.store.ts';
import type { WorkStore } from './work.store.ts';

export interface LogDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly log: LogStore;
  /** This hub among hubs. */
  readonly node: string;
}

export interface EventsDeps extends LogDeps, ConcludeDeps {
  readonly subscriptions: SubscriptionsStore;
  readonly work: WorkStore;
  readonly deliveries: DeliveriesStore;
  /** Of this room. */
  readonly queue: Queue;
  /** Keeps running while the function is frozen. */
  readonly clock: Clock;
  /** CIDR: where webhooks may go beside public addresses. */
  readonly networks: readonly string[];
}
