/** The exchange 交换, told from asking to releasing. Nothing leaves without its record. */
import type { Clock } from '#functions/kernel/clock.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Input } from '#functions/kernel/request.ts';
import type { askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter } from './adapter.ts';
import { askNow, onwardKey } from './ask-now.ts';
import { type ChangeDeps, carriedOut } from './change.ts';
import { type ConcludeDeps, conclude } from './conclude.ts';
import type { EvidenceStore } from './evidence.store.ts';
import { type Gate, pass } from './gates.ts';
import type { GuardedDeps } from './guarded-ask.ts';
import { askLater, type ByHand } from './later.ts';
import { type PrepareDeps, prepare } from './prepare.ts';
import type { QuestionsStore } from './questions.store.ts';
import { watched } from './reached.ts';
import { sunset } from './sunset.ts';
import { witness } from './witness.ts';

export interface ExchangeDeps extends PrepareDeps, GuardedDeps, ConcludeDeps {
  /** For departments that change something (changes.handler.ts). */
  readonly operations?: ChangeDeps['operations'];
  /** For departments that are asked later (later.handler.ts). */
  readonly questions?: QuestionsStore;
  /** For departments that may answer by hand. */
  readonly byHand?: ByHand;
  readonly evidence: EvidenceStore;
  /** What must hold beyond the grant. */
  readonly gates?: readonly Gate[];
  /** Keeps running while the function is frozen (functions/kernel/clock.ts). */
  readonly clock: Clock;
}

type Route = ReturnType<typeof askRoute>;

/** The body of POST /v1/exchange/{department}/{resource} for one department. */
export const exchange =
  (adapter: Adapter, deps: ExchangeDeps): Body<Route> =>
  async (input: Input<Route>) => {
    const { caller, now, requestId, idempotencyKey } = input;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);

    const prepared = await prepare(adapter, deps, input);
    await witness(prepared.snapshot, prepared.authority, prepared.keys, deps.evidence);
    const giveBack = await pass(deps.gates ?? [], prepared, input);
    const reached = watched(prepared.port, deps.questions);
    const { port, questions } = reached;
    const headers = sunset(prepared.authority.resource);
    const concluding = { ...prepared, caller, requestId, idempotencyKey, moment };
    try {
      if ('ask' in port) {
        const answer = await askNow(port, prepared, onwardKey(prepared, idempotencyKey), deps, now, moment);
        return { body: await conclude(concluding, answer, deps), headers };
      }
      if ('act' in port && deps.operations) {
        const outcome = await carriedOut(port, prepared, { ...deps, operations: deps.operations }, input, moment);
        return { body: await conclude(concluding, outcome, deps), headers };
      }
      if ('later' in port && questions) return await askLater(prepared, questions, input, deps.byHand);
      // A port without its table: refused at cold start (exchange.handler.ts).
      throw problem('internal', { cause: 'port-not-wired' });
    } finally {
      if (!reached.yes()) await giveBack();
    }
  };
