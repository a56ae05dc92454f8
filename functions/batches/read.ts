/** Batches, read and cancelled by their owners. */

import { identified } from '#functions/exchange/authorise.ts';
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { readerOf } from '#functions/snapshot/caller.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import { batchLifecycle } from './batch-lifecycle.ts';
import type { LanesStore } from './lanes.store.ts';
import { sendLook } from './messages.ts';
import { type OwnDeps, own } from './own.ts';
import type { Timers } from './timers.ts';
import { keptUntil } from './times.ts';
import { progressOf, shown } from './view.ts';

type Routes = typeof batchesRoutes;

export interface ReadDeps extends OwnDeps {
  readonly lanes: LanesStore;
}

export const getBatch =
  (deps: ReadDeps): Body<Routes['getBatch']> =>
  async ({ caller, params }) => {
    const { batch } = await own(deps, caller, params.batch);
    const lanes = batch.run ? await deps.lanes.all(batch.id) : [];
    return { body: { ...shown(batch), ...progressOf(batch, lanes) } };
  };

export const listBatches =
  (deps: OwnDeps): Body<Routes['listBatches']> =>
  async ({ caller, query }) => {
    const { limit, cursor } = query;
    const { client, department } = identified(await deps.snapshots.current(), caller, 'exchange');
    const [{ cursor: key }, reader] = [await deps.keys(), readerOf(caller)];
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, 'batches', cursor));
    const { items, next } = await deps.batches.list(client.id, department.id, limit, after);
    return { body: { items: items.map(shown), ...(next ? { next: sealCursor(key, reader, 'batches', next) } : {}) } };
  };

export const listPickups =
  (deps: OwnDeps): Body<Routes['listBatchPickups']> =>
  async ({ caller, params, query }) => {
    const { batch } = await own(deps, caller, params.batch);
    const [{ cursor: key }, reader] = [await deps.keys(), readerOf(caller)];
    const after = query.cursor === undefined ? undefined : String(openCursor(key, reader, batch.id, query.cursor));
    const { pickups, next } = await deps.batches.pickups(batch.id, query.limit, after);
    return { body: { items: pickups, ...(next ? { next: sealCursor(key, reader, batch.id, next) } : {}) } };
  };

export interface CancelDeps extends OwnDeps {
  readonly timers: Timers;
  readonly room: Queue;
}

/** No row is begun any more once the turns under way have ended; what is done can be fetched for a while. */
export const cancelBatch =
  (deps: CancelDeps): Body<Routes['cancelBatch']> =>
  async ({ caller, params, now }) => {
    const { batch } = await own(deps, caller, params.batch);
    const state = step(batchLifecycle, batch.state, 'cancel');
    if (state === batch.state) return { body: shown(batch) };
    const until = keptUntil(batch, now);
    const next = { ...batch, state, until, endedAt: now, revision: batch.revision + 1 };
    await deps.timers.at(until, batch.id);
    if ((await deps.batches.change(next)) === 'stale') throw problem('conflict', { cause: 'batch-changed' });
    await sendLook(deps.room, batch.id, now);
    return { body: shown(next) };
  };
