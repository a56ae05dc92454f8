/** Wiring of the batches: /v1/batches. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import { deciding } from '#functions/snapshot/deciding.store.ts';
import { batchesRoutes } from '#schemas/routes/batches.ts';
import { batchesStore } from './batches.store.ts';
import { batchesBodies } from './bodies.ts';
import { askedNow, room } from './room.handler.ts';

const env = environment('SNAPSHOT_TABLE', 'BATCHES_QUEUE_URL');

const { database, table, ...shared } = room();

export const handler = api(
  batchesRoutes,
  batchesBodies({
    ...shared,
    ...deciding(database, env.SNAPSHOT_TABLE, steadyClock()),
    batches: batchesStore(database, table),
    askedNow,
    room: queueClient(new SQSClient(PATIENCE), env.BATCHES_QUEUE_URL),
  }),
);
