/** Wires the shared exchange around one department's adapter: `export const handler = exchangeHandler(adapter)`. */
import type { WithTurns } from '#functions/batches/with-turns.handler.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter } from './adapter.ts';
import { MAX_DEADLINE_MS } from './ask.ts';
import { exchangeDeps } from './deps.handler.ts';
import { type ExchangeDeps, exchange } from './exchange.ts';
import { fetchAnswer } from './fetch-answer.ts';

/** `operations`: changes(), where something is changed; `questions`: later(), where it is asked later; `byHand`: byHand(), where that may be by hand. */
export interface ExchangeParts extends Pick<ExchangeDeps, 'operations' | 'questions' | 'byHand'> {
  /** How long this department may take, 10,000 at most. */
  readonly deadlineMs?: number;
  /** withTurns, for a department that is asked now: it can be asked in batches too. */
  readonly turns?: WithTurns;
}

/** Called once, at cold start. */
export const exchangeHandler = (adapter: Adapter, parts: ExchangeParts = {}) => {
  const { deadlineMs = MAX_DEADLINE_MS, operations, questions, turns, byHand } = parts;
  const { department, resources } = adapter;
  const has = (way: 'ask' | 'act' | 'later') => Object.values(resources).some((port) => way in port);
  if (!operations && has('act')) throw new Error(`${department} changes something: pass changes()`);
  if (!turns && has('ask')) throw new Error(`${department} is asked now: pass withTurns`);
  if (!questions && has('later')) throw new Error(`${department} is asked later: pass later()`);
  const kept = { ...(operations && { operations }), ...(questions && { questions }) };
  const deps = { ...exchangeDeps(department, deadlineMs, kept), ...kept, ...(byHand && { byHand }) };
  const [route, ask] = [askRoute(department), exchange(adapter, deps)];
  const answer = questions && fetchAnswer(department, { ...deps, questions });
  const http = answer
    ? api({ ask: route, answer: answerRoute(department) }, { ask, answer })
    : api({ ask: route }, { ask });
  return turns ? turns(http, adapter, deps) : http;
};
