/** What the routes of entries stand on. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { LinesStore } from '../lines.store.ts';
import type { EntriesStore } from './entries.store.ts';

export interface EntryDeps {
  /** What each department can be asked. */
  readonly askedOf: Readonly<Record<string, AskedOf>>;
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly lines: Pick<LinesStore, 'pages'>;
  readonly entries: EntriesStore;
}
