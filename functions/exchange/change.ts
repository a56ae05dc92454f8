/**
 * A change has an effect in the department, so it happens at most once: the intent is written before the department is asked, the outcome
 * after; whoever comes again gets the outcome, or first asks the department what became of the operation.
 */
import { randomUUID } from 'node:crypto';
import { type HubKeys, hmac, nonce, subjectHandle } from '#functions/kernel/digest.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import type { Operation } from '#schemas/operation.ts';
import type { ChangePort } from './adapter.ts';
import { checkAnswer } from './answer.ts';
import { MAX_DEADLINE_MS } from './ask.ts';
import { decidedFacts } from './facts.ts';
import { type GuardedDeps, guardedAsk } from './guarded-ask.ts';
import { placeOfKey } from './keep-record.ts';
import type { OperationsStore } from './operations.store.ts';
import type { Prepared } from './prepare.ts';

export interface ChangeDeps extends GuardedDeps {
  readonly operations: OperationsStore;
}

export interface Outcome {
  /** The checked answer; null when the department knows nothing of the subject. */
  readonly answer: unknown;
  readonly ms: number;
}

/** How long after the deadline an act may still be on its way in the department, and nobody else may try. */
const STILL_ON_ITS_WAY_MS = 5_000;
const LEASE_MS = MAX_DEADLINE_MS + STILL_ON_ITS_WAY_MS;
/** How long the outcome is released again without asking. The operation itself is kept far longer. */
const OUTCOME_MS = 86_400_000;

/** By these it is certain that nothing reached the department, or that it has answered and nothing is on its way. */
const NOT_REACHED = new Set(['breaker-open', 'too-late-to-ask', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const SETTLED = new Set([
  'unprocessable',
  'department-answer-invalid',
  'department-wrong-subject',
  'department-answer-too-large',
]);
const nothingOnItsWay = (error: unknown): boolean =>
  error instanceof ProblemError && (SETTLED.has(error.code) || NOT_REACHED.has(error.extra.cause ?? ''));

const intent = ({ authority, keys, subject, text }: Prepared, now: number): Operation => {
  const { client, officer, consumer, resource, grant, party, case: ofCase } = decidedFacts(authority);
  return {
    v: 1,
    id: randomUUID(),
    state: 'intended',
    ...{ resource, client, consumer, grant, party },
    ...(officer === undefined ? {} : { officer }),
    ...(ofCase === undefined ? {} : { case: ofCase }),
    handle: subjectHandle(keys, subject),
    request: hmac(keys.request, text),
    at: now,
    attempt: nonce(),
    until: now + LEASE_MS,
  };
};

const opened = (keys: HubKeys, pk: string, outcome: string): unknown => JSON.parse(open(keys.kept, pk, outcome));

/**
 * Throws invalid-request without an Idempotency-Key, idempotency-key-reused for another question, exchange-in-progress while somebody is
 * at it. A repeat whose grant was revoked meanwhile is denied before this; its effect and outcome stay.
 */
export const carriedOut = async (
  port: ChangePort,
  prepared: Prepared,
  deps: ChangeDeps,
  { idempotencyKey, now }: { readonly idempotencyKey?: string; readonly now: number },
  moment: () => number,
): Promise<Outcome> => {
  if (idempotencyKey === undefined)
    throw problem('invalid-request', { errors: [{ field: '/headers/idempotency-key', rule: 'required' }] });
  const { keys, authority, question, subject } = prepared;
  const { operations } = deps;
  const mine = intent(prepared, now);
  const pk = placeOfKey(keys, mine, idempotencyKey);

  const ask = async (way: 'act' | 'outcome', id: string): Promise<Outcome> => {
    const once = way === 'act';
    const said = await guardedAsk((context) => port[way](question, id, context), deps, now, moment, once);
    return { ms: said.ms, answer: checkAnswer(authority.resource, port.answer, said.answer, subject) };
  };

  const found = await operations.intend(pk, mine);
  const operation = found === 'written' ? mine : found;
  if (operation.request !== mine.request) throw problem('idempotency-key-reused');
  if (operation.state === 'done') {
    if (operation.outcome !== undefined && now < (operation.keptUntil ?? 0))
      return { answer: opened(keys, pk, operation.outcome), ms: operation.ms ?? 0 };
    const told = await ask('outcome', operation.id);
    // It was carried out, so it is never acted again, whatever the department has forgotten.
    if (told.answer === null) throw problem('department-error', { cause: 'operation-forgotten' });
    return told;
  }
  if (found !== 'written') {
    const wait = Math.ceil((operation.until - moment()) / 1000);
    if (wait > 0) throw problem('exchange-in-progress', { cause: 'lease', retryAfter: wait });
    if (!(await operations.takeOver(pk, operation, mine.attempt, mine.until)))
      throw problem('exchange-in-progress', { cause: 'taken-over', retryAfter: 1 });
  }
  try {
    const known = found === 'written' ? undefined : await ask('outcome', operation.id);
    const outcome = known && known.answer !== null ? known : await ask('act', operation.id);
    const kept = seal(keys.kept, pk, JSON.stringify(outcome.answer));
    await operations.done(pk, mine.attempt, { outcome: kept, keptUntil: now + OUTCOME_MS, ms: outcome.ms });
    return outcome;
  } catch (error) {
    if (nothingOnItsWay(error)) await operations.giveBack(pk, mine.attempt);
    throw error;
  }
};
