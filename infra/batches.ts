/** Batches 批量: files come in, are cut, and are asked in turns by the department's own adapter (infra/exchange.ts). */
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { batchesRoutes } from '#schemas/routes/batches.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

export class Batches extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'batches', settings, { timeout: 15, memory: 1024, says: '批量: batches' });
    // A file of 32 MB is read whole.
    const work = new HubFunction(this, 'batches-work', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      memory: 2048,
      says: '批量: files are cut, batches looked after',
    });
    for (const fn of [api, work]) {
      data.due.maySet(fn);
      data.hubSecret.mayBeReadBy(fn);
    }
    data.snapshots.mayRead(api);
    data.batches.mayServe(api);
    data.uploads.mayTake(api);
    data.batchesQueue.maySend(api);
    door.serve(api, batchesRoutes);

    data.batches.mayLookAfter(work);
    data.uploads.mayCut(work);
    const queues = Object.entries(data.turnQueues);
    for (const [, queue] of queues) queue.mayBeSentBy(work);
    const urls = Object.fromEntries(queues.map(([department, { queue }]) => [department, queue.queueUrl]));
    work.tell('TURNS_QUEUES', Stack.of(this).toJsonString(urls));
    consume(work, data.batchesQueue, { atOnce: 1 });
  }
}
