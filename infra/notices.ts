/** Third parties are told: a consumer makes each notice from the record, the window reads and closes it. */
import { Construct } from 'constructs';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

export class Notices extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'notices', settings, { timeout: 15, says: '告知: notices to third parties' });
    data.snapshots.mayRead(api);
    data.notices.mayClose(api);
    data.hubSecret.mayBeReadBy(api);
    door.serve(api, noticesRoutes);

    const due = new HubFunction(this, 'notices-due', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '告知: who must be told',
    });
    data.notices.mayAdd(due);
    consume(due, data.noticesQueue);
  }
}
