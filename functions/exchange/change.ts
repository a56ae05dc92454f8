/**
 * A change has an effect in the department, so it happens at most once: the intent is written before the department is asked, the outcome
 * after; whoever comes again gets the outcome, or first asks the department what became of the operation.
 */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { keyWanted } from '#functions/kernel/request.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import type { KeptOutcome, Operation } from '#schemas/operation.ts';
import type { ChangePort } from './adapter.ts';
import { checkAnswer } from './answer.ts';
import { type GuardedDeps, guardedAsk } from './guarded-ask.ts';
import { intent, settled } from './intent.ts';
import { placeOfKey } from './keep-record.ts';
import type { OperationsStore } from './operations.store.ts';
import type { Prepared } from './prepare.ts';

export interface ChangeDeps extends GuardedDeps {
  readonly operations: OperationsStore;
}

export interface Outcome {
  /** The checked answer. */
  readonly answer: unknown;
  /** Time the department took. */
  readonly ms: number;
}

/** How long the outcome is released again without asking. The operation itself is kept far longer. */
const OUTCOME_MS = 86_400_000;
/** Sealed, base64url; an item of DynamoDB holds 400 KB. */
const OUTCOME_CHARACTERS = 300_000;

const sealed = (keys: HubKeys, pk: string, { answer, ms }: Outcome, now: number): KeptOutcome => {
  const outcome = seal(keys.kept, pk, JSON.stringify(answer));
  if (outcome.length > OUTCOME_CHARACTERS) throw problem('department-answer-too-large', { cause: 'to-be-kept' });
  return { v: 1, outcome, keptUntil: now + OUTCOME_MS, ms };
};

/** Whoever sent the intent first, or found it abandoned, has it; everybody else is told to wait. */
const held = async (operations: OperationsStore, pk: string, there: Operation, mine: Operation, at: number) => {
  const wait = Math.ceil((there.until - at) / 1000);
  if (wait > 0) throw problem('exchange-in-progress', { cause: 'lease', retryAfter: wait });
  if (!(await operations.takeOver(pk, there, mine.attempt, mine.until)))
    throw problem('exchange-in-progress', { cause: 'taken-over', retryAfter: 1 });
};

/**
 * The outcome of the change, carried out now or before. Fields are part of the question: a repeat that asks for others is another question.
 * Throws invalid-request without an Idempotency-Key, idempotency-key-reused, exchange-in-progress while somebody is at it. Who may no
 * longer ask is denied before this, or at release: effect, outcome and record stay, and nothing is released.
 */
export const carriedOut = async (
  port: ChangePort,
  prepared: Prepared,
  deps: ChangeDeps,
  { idempotencyKey, now }: { readonly idempotencyKey?: string; readonly now: number },
  moment: () => number,
): Promise<Outcome> => {
  if (idempotencyKey === undefined) throw keyWanted('required');
  const { keys, authority, question, subject } = prepared;
  const { operations } = deps;
  const mine = intent(prepared, now);
  const pk = placeOfKey(keys, mine, idempotencyKey);

  const ask = async (way: 'act' | 'outcome', id: string): Promise<Outcome> => {
    const said = await guardedAsk((context) => port[way](question, id, context), deps, now, moment, way === 'act');
    return { ms: said.ms, answer: checkAnswer(authority.resource, port.answer, said.answer, subject) };
  };

  const found = await operations.intend(pk, mine);
  const operation = found === 'written' ? mine : found;
  if (operation.request !== mine.request) throw problem('idempotency-key-reused');
  if (operation.state === 'done') {
    const kept = await operations.outcome(pk);
    if (kept && now < kept.keptUntil) return { answer: JSON.parse(open(keys.kept, pk, kept.outcome)), ms: kept.ms };
    const told = await ask('outcome', operation.id);
    // It was carried out, so it is never acted again, whatever the department has forgotten.
    if (told.answer === null) throw problem('department-error', { cause: 'operation-forgotten' });
    return told;
  }
  if (found !== 'written') await held(operations, pk, operation, mine, moment());

  /** From when the act goes out until it is certain that the department is no longer at it. */
  let underWay = false;
  const act = async (): Promise<Outcome> => {
    underWay = true;
    const done = await ask('act', operation.id).catch((error: unknown) => {
      underWay = !settled(error);
      throw error;
    });
    // What was put to it cannot be unknown to it; whoever says so proves nothing.
    if (done.answer === null) throw problem('department-answer-invalid', { cause: 'nothing-of-a-change' });
    underWay = false;
    return done;
  };
  try {
    const known = found === 'written' ? undefined : await ask('outcome', operation.id);
    const outcome = known && known.answer !== null ? known : await act();
    await operations.done(pk, mine.attempt, sealed(keys, pk, outcome, now));
    return outcome;
  } catch (error) {
    // Others may then go on at once; they begin by asking what became of it.
    if (!underWay) await operations.giveBack(pk, mine.attempt);
    throw error;
  }
};
