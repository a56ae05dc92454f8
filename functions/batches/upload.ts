/** The file comes in parts, in any order; complete, it is submitted. */
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { BATCH_LIMITS, BATCH_SECONDS } from '#schemas/batch.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import { digestOf } from './batch-key.ts';
import { batchLifecycle } from './batch-lifecycle.ts';
import { sendLook } from './messages.ts';
import { type OwnDeps, own } from './own.ts';
import { missing, type TakeDeps, takePart } from './take-part.ts';
import type { Timers } from './timers.ts';
import { shown } from './view.ts';

type Routes = typeof batchesRoutes;

export interface UploadDeps extends OwnDeps, TakeDeps {
  readonly timers: Timers;
  readonly room: Queue;
}

export const putPart =
  (deps: UploadDeps): Body<Routes['putBatchPart']> =>
  async ({ caller, params, bytes = new Uint8Array(), now }) => {
    const { batch } = await own(deps, caller, params.batch);
    const assertOpen = () => void step(batchLifecycle, batch.state, 'receive');
    return { body: await takePart(deps, batch, { part: params.part, bytes, now }, assertOpen) };
  };

/** Submitted again with the same words it is answered as it stands, and looked after once more. */
export const submitBatch =
  (deps: UploadDeps): Body<Routes['submitBatch']> =>
  async ({ caller, params, body, now }) => {
    const { batch } = await own(deps, caller, params.batch);
    const keys = await deps.keys();
    const digest = digestOf(keys, Buffer.from(body.sha256));
    const { sha256: _own, ...stated } = body;
    const before = batch.submission;
    const again = before && before.digest === digest && before.parts === body.parts && before.bytes === body.bytes;
    if (again && before.rows === body.rows) {
      if (batch.state === 'submitted') await sendLook(deps.room, batch.id, now);
      return { body: shown(batch) };
    }
    const state = step(batchLifecycle, batch.state, 'submit');
    if (batch.until <= now) throw problem('conflict', { detail: 'the time for uploading is over', cause: 'too-late' });
    const errors = missing(await deps.parts.all(batch.id), body, BATCH_LIMITS.bytes);
    if (errors.length > 0) throw problem('unprocessable', { errors });
    const until = now + (batch.ticketed ? BATCH_SECONDS.ticketed : BATCH_SECONDS.run) * 1000;
    const next = { ...batch, state, until, submission: { ...stated, digest, at: now }, revision: batch.revision + 1 };
    await deps.timers.at(next.until, next.id);
    if ((await deps.batches.change(next)) === 'stale') throw problem('conflict', { cause: 'batch-changed' });
    await sendLook(deps.room, batch.id, now);
    return { body: shown(next) };
  };
