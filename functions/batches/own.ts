/** Whose batch it is: the asking system's, or any officer's of the asking department. */
import { identified } from '#functions/exchange/authorise.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import type { BatchesStore } from './batches.store.ts';

export interface OwnDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly batches: BatchesStore;
}

export interface Own {
  readonly snapshot: IndexedSnapshot;
  readonly who: Party;
  readonly batch: StoredBatch;
}

/** Throws exchange-denied, explained; not-found: another's batch is as unknown as one that never was. */
export const own = async (deps: OwnDeps, caller: Caller, id: string): Promise<Own> => {
  const snapshot = await deps.snapshots.current();
  const who = identified(snapshot, caller, 'exchange');
  const batch = await deps.batches.get(id);
  if (!batch || batch.client !== who.client.id || batch.consumer !== who.department.id) throw problem('not-found');
  return { snapshot, who, batch };
};
