/** Back-fills, read and cancelled by their owners. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import { BACK_FILL_SECONDS } from '#schemas/back-fill.ts';
import type { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { backFillLifecycle } from './back-fill-lifecycle.ts';
import type { ChunksStore } from './chunks.store.ts';
import { sendLook } from './messages.ts';
import { type OwnDeps, own } from './own.ts';
import type { Timers } from './timers.ts';
import { shown, shownWhole } from './view.ts';

type Routes = typeof backFillsRoutes;

export interface ReadDeps extends OwnDeps {
  readonly chunks: ChunksStore;
}

export const getBackFill =
  (deps: ReadDeps): Body<Routes['getBackFill']> =>
  async ({ caller, params }) => {
    const backFill = await own(deps, caller, params.backFill);
    return { body: shownWhole(backFill, backFill.run ? await deps.chunks.all(backFill.id) : []) };
  };

export const listBackFills =
  (deps: OwnDeps): Body<Routes['listBackFills']> =>
  async ({ caller, query }) => {
    const { limit, cursor } = query;
    const { client, department } = identify(await deps.snapshots.current(), caller, 'certificates.issue');
    const [{ cursor: key }, reader] = [await deps.keys(), readerOf(caller)];
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, 'back-fills', cursor));
    const { items, next } = await deps.backFills.list(client.id, department.id, limit, after);
    return {
      body: { items: items.map(shown), ...(next ? { next: sealCursor(key, reader, 'back-fills', next) } : {}) },
    };
  };

export interface CancelDeps extends OwnDeps {
  readonly timers: Timers;
  readonly room: Queue;
}

/** No chunk is begun any more; what is under way ends, and what is issued stays issued. */
export const cancelBackFill =
  (deps: CancelDeps): Body<Routes['cancelBackFill']> =>
  async ({ caller, params, now }) => {
    const backFill = await own(deps, caller, params.backFill);
    const state = step(backFillLifecycle, backFill.state, 'cancel');
    if (state === backFill.state) return { body: shown(backFill) };
    const until = now + BACK_FILL_SECONDS.kept * 1000;
    const next = { ...backFill, state, until, endedAt: now, revision: backFill.revision + 1 };
    await deps.timers.at(until, next.id);
    if ((await deps.backFills.change(next)) === 'stale') throw problem('conflict', { cause: 'back-fill-changed' });
    await sendLook(deps.room, next.id, now);
    return { body: shown(next) };
  };
