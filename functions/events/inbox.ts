/** What comes to this room by its queue: subscriptions to look at, test messages, and what other rooms tell of. */
import * as z from 'zod';
import { EVENT_PUBLISH } from '#functions/kernel/publish-event.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { open } from '#functions/kernel/sealed.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Envelope } from '#schemas/event.ts';
import { ResourceId, Slug, Uuid } from '#schemas/identifier.ts';
import { Publish } from '#schemas/published.ts';
import type { LogDeps } from './deps.ts';
import { DUE } from './nudge.ts';
import { PING } from './ping.ts';
import { takeEvent } from './take.ts';

const Due = z.strictObject({ subscription: Uuid });
const Ping = z.strictObject({ subscription: Uuid, ping: Uuid });
const Told = z.strictObject({ by: Slug, resource: ResourceId, sealed: z.string() });

export interface InboxDeps extends LogDeps {
  readonly snapshots: SnapshotHolder;
  readonly deliver: (subscription: string, now: number) => Promise<void>;
  readonly ping: (ping: z.infer<typeof Ping>, now: number) => Promise<void>;
}

/** A room's event. What its resource does not declare ends among the dead letters, where it is seen. */
const take = async (deps: InboxDeps, { id, data }: Envelope, now: number): Promise<void> => {
  const { by, resource: name, sealed } = Told.parse(data);
  const resource = (await deps.snapshots.current()).resource(name);
  if (!resource) throw new Error('events: resource is unknown');
  const { kept } = await deps.keys();
  const told = Publish.parse(JSON.parse(open(kept, id, sealed)));
  await takeEvent(deps, resource, told, { by, place: `room#${id}` }, now);
};

/** State decides, so an envelope that comes late, early or twice needs no memory of those that came. */
export const eventsInbox =
  (deps: InboxDeps): Consumer =>
  async (envelope, now) => {
    const { type, data } = envelope;
    if (type === DUE) await deps.deliver(Due.parse(data).subscription, now);
    else if (type === PING) await deps.ping(Ping.parse(data), now);
    else if (type === EVENT_PUBLISH) await take(deps, envelope, now);
    else throw new Error('events: envelope is of another kind');
  };
