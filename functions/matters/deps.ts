/** What the room of matters works with. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { MattersHolder } from './held.ts';

export interface MattersDeps {
  readonly snapshots: SnapshotHolder;
  readonly matters: MattersHolder;
  readonly keys: () => Promise<HubKeys>;
}
