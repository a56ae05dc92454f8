/** A question without effect, put to the department now: asked through the breaker, its answer checked, and what a hub above noted of it. */
import { keyedUuid } from '#functions/kernel/digest.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Onward, QueryPort } from './adapter.ts';
import { checkAnswer } from './answer.ts';
import { denial } from './deny.ts';
import { decidedFacts } from './facts.ts';
import { type GuardedDeps, guardedAsk } from './guarded-ask.ts';
import { placeOfKey } from './keep-record.ts';
import type { Prepared } from './prepare.ts';

export interface NowAnswer {
  /** Checked; null: the department knows nothing of the subject. */
  readonly answer: unknown;
  /** The time it took. */
  readonly ms: number;
  /** The record of the hub that was asked, where the department is one. */
  readonly upstream?: string;
}

/** The key under which the question goes on to another hub; without one of the caller's, by lot. It tells nothing of the question. */
export const onwardKey = ({ keys, authority, text }: Prepared, idempotencyKey: string | undefined): string =>
  idempotencyKey === undefined
    ? crypto.randomUUID()
    : keyedUuid(keys, `onward\n${placeOfKey(keys, decidedFacts(authority), idempotencyKey)}\n${text}`);

/** Of the deadline, for each hub that the question has passed: it must hear in time that we heard nothing. */
const HOP_SHARE = 0.08;

/** That another hub lets itself be asked no more today, or in this second, is explained like a quota of our own. */
const explained = (error: unknown, { snapshot, authority }: Prepared): unknown =>
  error instanceof ProblemError && error.code === 'too-many-requests' && error.extra.denial === undefined
    ? problem(error.code, { ...error.extra, denial: denial(snapshot, 'quota-above', authority) })
    : error;

export interface AskNowDeps extends GuardedDeps {
  readonly node: string;
}

/** `now`, `moment`: as in guardedAsk. `key`: of onwardKey. */
export const askNow = async (
  port: QueryPort,
  prepared: Prepared,
  key: string,
  deps: AskNowDeps,
  now: number,
  moment: () => number,
): Promise<NowAnswer> => {
  const { authority, question, subject, via } = prepared;
  let upstream: string | undefined;
  const onward: Onward = {
    fields: authority.fields,
    role: authority.wish.role,
    via: [...via, deps.node],
    key,
    receipt: (exchange) => {
      upstream = exchange;
    },
  };
  const ask = async () => {
    const { asking } = deps;
    const left = asking.deadlineMs * (1 - via.length * HOP_SHARE);
    const within = { ...deps, asking: { ...asking, deadlineMs: left } };
    try {
      return await guardedAsk((context) => port.ask(question, { ...context, onward }), within, now, moment);
    } catch (error) {
      throw explained(error, prepared);
    }
  };
  const { answer, ms } = await ask();
  const checked = checkAnswer(authority.resource, port.answer, answer, subject);
  return { answer: checked, ms, ...(upstream === undefined ? {} : { upstream }) };
};
