/** What the bodies of the catalogue need. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { PublishDeps } from '#functions/snapshot/publish.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';

/** Sets the timer of a grant. Set before the grant is put: a timer too many is ignored when it fires, a missing one would never. */
export interface GrantTimers {
  expireAt(grant: string, until: number): Promise<void>;
}

export interface CatalogueDeps extends PublishDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly timers: GrantTimers;
}
