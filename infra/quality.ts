/** 疑义校核: doubtful data is reported, answered within its time limit, and disputed in three layers. */
import { Construct } from 'constructs';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

export class Quality extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const wire = (fn: HubFunction): HubFunction => {
      data.registry.mayChange(fn);
      data.snapshots.mayRead(fn);
      data.snapshots.mayPublish(fn);
      data.uses.mayRead(fn);
      data.exchanges.mayRecord(fn);
      data.due.maySet(fn);
      data.hubSecret.mayBeReadBy(fn);
      return fn;
    };
    const api = wire(new HubFunction(this, 'quality', settings, { timeout: 20, says: '疑义校核: doubts about data' }));
    door.serve(api, doubtsRoutes);
    const timeout = CONSUMER_TIMEOUT.toSeconds();
    consume(
      wire(new HubFunction(this, 'quality-events', settings, { timeout, says: '疑义校核: what is overdue' })),
      data.qualityQueue,
    );
  }
}
