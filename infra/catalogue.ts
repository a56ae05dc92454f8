/** What may be asked, and by whom: resources, grants, and the timers that end a grant. */
import { Construct } from 'constructs';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

export class Catalogue extends Construct {
  readonly api: HubFunction;
  readonly events: HubFunction;

  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'catalogue', settings, { timeout: 15, says: '目录: resources and grants' });
    this.events = new HubFunction(this, 'catalogue-events', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '目录: what happens at a time',
    });
    for (const fn of [this.api, this.events]) {
      data.registry.mayChange(fn);
      data.snapshots.mayPublish(fn);
      data.due.maySet(fn);
    }
    data.snapshots.mayRead(this.api);
    data.uses.mayRead(this.api);
    data.statistics.mayRead(this.api);
    data.quotas.mayLook(this.api);
    data.hubSecret.mayBeReadBy(this.api);
    door.serve(this.api, catalogueRoutes);
    consume(this.events, data.catalogueQueue);
  }
}
