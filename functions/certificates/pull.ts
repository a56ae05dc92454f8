/** 调用: chosen fields of a certificate for a case. Released only after one transaction has recorded it on the state that was read. */
import { requestText } from '#functions/exchange/question.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import { type AllowDeps, allow, type CountDeps, counted, typeOf } from './allow.ts';
import { type AnswerPullDeps, answerPull } from './answer-pull.ts';
import { withFreshLook } from './fresh-look.ts';
import type { PullStore } from './pulls.store.ts';

export interface PullDeps extends AllowDeps, CountDeps, AnswerPullDeps {
  readonly pulls: PullStore;
  readonly clock: Clock;
}

/** Levels `predicate` and `fields`; copies are made by another function. */
export const pull =
  (deps: PullDeps): Body<typeof libraryRoutes.pullCertificate> =>
  async (input) => {
    const { params, body, caller, now, idempotencyKey } = input;
    const { identifier } = params;
    const { holder } = body;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const allowed = await allow(deps, input, (snapshot) => typeOf(snapshot, identifier), body);
    await counted(deps, allowed, now);
    const asked = {
      ...{ allowed, caller, identifier, holder, idempotencyKey, moment },
      requestText: requestText(allowed, { pull: identifier, holder }),
      records: deps.pulls.boundTo,
    };
    return { body: await withFreshLook(() => answerPull(deps, asked)) };
  };
