/** Wires the shared exchange around one department's adapter: `export const handler = exchangeHandler(adapter)`. */
import type { WithTurns } from '#functions/batches/with-turns.handler.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter } from './adapter.ts';
import { MAX_DEADLINE_MS } from './ask.ts';
import { exchangeDeps } from './deps.handler.ts';
import { exchange } from './exchange.ts';
import { fetchAnswer } from './fetch-answer.ts';
import type { OperationsStore } from './operations.store.ts';
import type { QuestionsStore } from './questions.store.ts';

export interface ExchangeParts {
  /** How long this department may take, 10,000 at most. */
  readonly deadlineMs?: number;
  /** changes(), for a department in which something is changed. */
  readonly operations?: OperationsStore;
  /** later(), for a department that is asked later. */
  readonly questions?: QuestionsStore;
  /** withTurns, for a department that is asked now: it can be asked in batches too. */
  readonly turns?: WithTurns;
}

/** Called once, at cold start. */
export const exchangeHandler = (adapter: Adapter, parts: ExchangeParts = {}) => {
  const { deadlineMs = MAX_DEADLINE_MS, operations, questions, turns } = parts;
  const { department, resources } = adapter;
  const has = (way: 'ask' | 'act' | 'later') => Object.values(resources).some((port) => way in port);
  if (!operations && has('act')) throw new Error(`${department} changes something: pass changes()`);
  if (!turns && has('ask')) throw new Error(`${department} is asked now: pass withTurns`);
  if (!questions && has('later')) throw new Error(`${department} is asked later: pass later()`);
  const kept = { ...(operations ? { operations } : {}), ...(questions ? { questions } : {}) };
  const deps = { ...exchangeDeps(department, deadlineMs, kept), ...kept };
  const [route, ask] = [askRoute(department), exchange(adapter, deps)];
  const answer = questions && fetchAnswer(department, { ...deps, questions });
  const http = answer
    ? api({ ask: route, answer: answerRoute(department) }, { ask, answer })
    : api({ ask: route }, { ask });
  return turns ? turns(http, adapter, deps) : http;
};
