/** Wires the shared exchange around one department's adapter: `export const handler = exchangeHandler(adapter)`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter } from './adapter.ts';
import { MAX_DEADLINE_MS, retryBudget } from './ask.ts';
import { breaker } from './breaker.ts';
import { breakersStore } from './breakers.store.ts';
import { exchange } from './exchange.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { newInstance } from './instance.ts';
import type { OperationsStore } from './operations.store.ts';
import type { QuestionsStore } from './questions.store.ts';
import { recordsStore } from './records.store.ts';

export interface ExchangeParts {
  readonly deadlineMs?: number;
  /** changes(), for a department in which something is changed. */
  readonly operations?: OperationsStore;
  /** later(), for a department that is asked later. */
  readonly questions?: QuestionsStore;
}

/** `deadlineMs`: how long this department may take, 10,000 at most. Called once, at cold start. */
export const exchangeHandler = (adapter: Adapter, parts: ExchangeParts = {}) => {
  const { deadlineMs = MAX_DEADLINE_MS, operations, questions } = parts;
  const ports = Object.values(adapter.resources);
  if (!operations && ports.some((port) => 'act' in port))
    throw new Error(`${adapter.department} changes something: pass changes()`);
  if (!questions && ports.some((port) => 'later' in port))
    throw new Error(`${adapter.department} is asked later: pass later()`);
  const env = environment('SNAPSHOT_TABLE', 'BREAKERS_TABLE', 'EXCHANGES_TABLE', 'HUB_SECRET_ID');
  const database = dynamodb();
  const clock = steadyClock();
  const deps = {
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    records: recordsStore(database, env.EXCHANGES_TABLE),
    instance: newInstance(),
    breaker: breaker(adapter.department, breakersStore(database, env.BREAKERS_TABLE), clock),
    asking: { clock: () => performance.now(), sleep, random: Math.random, budget: retryBudget(), deadlineMs },
    clock,
    ...(operations ? { operations } : {}),
  };
  const { department } = adapter;
  if (!questions) return api({ ask: askRoute(department) }, { ask: exchange(adapter, deps) });
  const asking = { ...deps, questions };
  return api(
    { ask: askRoute(department), answer: answerRoute(department) },
    { ask: exchange(adapter, asking), answer: fetchAnswer(department, asking) },
  );
};
