/** Wires the batches of one department around its adapter: what comes by its queue of turns. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Adapter } from '#functions/exchange/adapter.ts';
import { MAX_DEADLINE_MS } from '#functions/exchange/ask.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { BATCH_LANES } from '#schemas/batch.ts';
import { batchStore } from './batch.store.ts';
import { lanesStore } from './lanes.store.ts';
import { pacer } from './pace.ts';
import { rowsStore } from './rows.store.ts';
import { takeTurns } from './take-turns.ts';

/** What a row needs at most beyond its department: two writes, patiently. */
const RESERVE_MS = 2_500;

/** Called once, at cold start. */
export const turnsHandler = (adapter: Adapter, exchange: ExchangeDeps) => {
  const env = environment('BATCHES_TABLE', 'BATCHES_QUEUE_URL', 'TURNS_QUEUE_URL', 'ROWS_PER_SECOND');
  const sqs = new SQSClient(PATIENCE);
  const [turns, room] = [queueClient(sqs, env.TURNS_QUEUE_URL), queueClient(sqs, env.BATCHES_QUEUE_URL)];
  const [database, table] = [dynamodb(), env.BATCHES_TABLE];
  const deps = {
    ...{ adapter, exchange, turns, room, machine: Date.now },
    ...{ batches: batchStore(database, table), lanes: lanesStore(database, table), rows: rowsStore(database, table) },
  };
  const perSecond = Number(env.ROWS_PER_SECOND) / BATCH_LANES;
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(({ Records }, context) => {
    const enough = () => context.getRemainingTimeInMillis() > MAX_DEADLINE_MS + RESERVE_MS;
    const heldUntil = Date.now() + context.getRemainingTimeInMillis();
    const paced = pacer(perSecond, exchange.clock, sleep);
    return takeTurns(deps, Records, { enoughTime: enough, heldUntil, paced });
  });
};
