/** Wires what every exchange stands on: snapshot, keys, record, breaker, and how long a department is waited for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { deciding } from '#functions/snapshot/deciding.store.ts';
import { retryBudget } from './ask.ts';
import { breaker } from './breaker.ts';
import { breakersStore } from './breakers.store.ts';
import { evidenceStore } from './evidence.store.ts';
import type { ExchangeDeps } from './exchange.ts';
import { newInstance } from './instance.ts';
import { quotaGate } from './quota/gate.ts';
import { quotasStore } from './quota/quotas.store.ts';
import { quotas } from './quota/quotas.ts';
import type { Kept } from './quota/was-put.ts';
import { recordsStore } from './records.store.ts';

export const exchangeDeps = (department: string, deadlineMs: number, kept: Kept): ExchangeDeps => {
  const env = environment('SNAPSHOT_TABLE', 'BREAKERS_TABLE', 'EXCHANGES_TABLE', 'QUOTAS_TABLE', 'HUB_SECRET_ID');
  const { NODE: node } = environment('NODE');
  const database = dynamodb();
  const clock = steadyClock();
  return {
    ...deciding(database, env.SNAPSHOT_TABLE, clock),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    node,
    records: recordsStore(database, env.EXCHANGES_TABLE),
    evidence: evidenceStore(database, env.EXCHANGES_TABLE),
    instance: newInstance(),
    breaker: breaker(department, breakersStore(database, env.BREAKERS_TABLE), clock),
    asking: { clock: () => performance.now(), sleep, random: Math.random, budget: retryBudget(), deadlineMs },
    gates: [quotaGate(quotas(quotasStore(database, env.QUOTAS_TABLE)), kept)],
    clock,
  };
};
