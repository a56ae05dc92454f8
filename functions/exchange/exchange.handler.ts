/** Wires the shared exchange around one department's adapter: `export const handler = exchangeHandler(adapter)`. */
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
}

/** Called once, at cold start. */
export const exchangeHandler = (adapter: Adapter, parts: ExchangeParts = {}) => {
  const { deadlineMs = MAX_DEADLINE_MS, operations, questions } = parts;
  const { department } = adapter;
  const ports = Object.values(adapter.resources);
  if (!operations && ports.some((port) => 'act' in port))
    throw new Error(`${department} changes something: pass changes()`);
  if (!questions && ports.some((port) => 'later' in port))
    throw new Error(`${department} is asked later: pass later()`);
  const kept = { ...(operations ? { operations } : {}), ...(questions ? { questions } : {}) };
  const deps = { ...exchangeDeps(department, deadlineMs, kept), ...kept };
  const routes = { ask: askRoute(department) };
  if (!questions) return api(routes, { ask: exchange(adapter, deps) });
  return api(
    { ...routes, answer: answerRoute(department) },
    { ask: exchange(adapter, deps), answer: fetchAnswer(department, { ...deps, questions }) },
  );
};
