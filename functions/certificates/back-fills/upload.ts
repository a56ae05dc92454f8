/** The file comes in parts, in any order; complete, it is submitted with what its issuer counts. */
import { digestOf } from '#functions/batches/batch-key.ts';
import { missing, type TakeDeps, takePart } from '#functions/batches/take-part.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { BACK_FILL_LIMITS, BACK_FILL_SECONDS } from '#schemas/back-fill.ts';
import type { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { backFillLifecycle } from './back-fill-lifecycle.ts';
import { sendLook } from './messages.ts';
import { type OwnDeps, own } from './own.ts';
import type { Timers } from './timers.ts';
import { shown } from './view.ts';

type Routes = typeof backFillsRoutes;

export interface UploadDeps extends OwnDeps, TakeDeps {
  readonly timers: Timers;
  readonly room: Queue;
}

export const putPart =
  (deps: UploadDeps): Body<Routes['putBackFillPart']> =>
  async ({ caller, params, bytes = new Uint8Array(), now }) => {
    const backFill = await own(deps, caller, params.backFill);
    const assertOpen = () => void step(backFillLifecycle, backFill.state, 'receive');
    return { body: await takePart(deps, backFill, { part: params.part, bytes, now }, assertOpen) };
  };

/** Submitted again with the same words it is answered as it stands, and looked after once more. */
export const submitBackFill =
  (deps: UploadDeps): Body<Routes['submitBackFill']> =>
  async ({ caller, params, body, now }) => {
    const backFill = await own(deps, caller, params.backFill);
    const { sha256, ...stated } = body;
    const submission = { ...stated, digest: digestOf(await deps.keys(), Buffer.from(sha256)) };
    if (backFill.submission) {
      const { at: _at, ...before } = backFill.submission;
      if (canonical(before) === canonical(submission)) {
        if (backFill.state === 'submitted') await sendLook(deps.room, backFill.id, now);
        return { body: shown(backFill) };
      }
    }
    const state = step(backFillLifecycle, backFill.state, 'submit');
    if (backFill.until <= now)
      throw problem('conflict', { detail: 'the time for uploading is over', cause: 'too-late' });
    const errors = missing(await deps.parts.all(backFill.id), body, BACK_FILL_LIMITS.bytes);
    if (errors.length > 0) throw problem('unprocessable', { errors });
    const until = now + BACK_FILL_SECONDS.run * 1000;
    const next = { ...backFill, state, until, submission: { ...submission, at: now }, revision: backFill.revision + 1 };
    await deps.timers.at(until, next.id);
    if ((await deps.backFills.change(next)) === 'stale') throw problem('conflict', { cause: 'back-fill-changed' });
    await sendLook(deps.room, next.id, now);
    return { body: shown(next) };
  };
