/** The watch over look-ups 批量查询识别: a consumer counts behind the record, supervisors read and close what it raises. */
import { Construct } from 'constructs';
import { alertsRoutes } from '#schemas/routes/alerts.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

export class Alerts extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'alerts', settings, { timeout: 15, says: '预警: alerts, read and closed' });
    data.snapshots.mayRead(api);
    data.alerts.mayClose(api);
    data.hubSecret.mayBeReadBy(api);
    door.serve(api, alertsRoutes);

    const watch = new HubFunction(this, 'alerts-watch', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '预警: unusually many look-ups',
    });
    data.snapshots.mayRead(watch);
    data.sightings.mayCount(watch);
    data.alerts.mayRaise(watch);
    // A grant is suspended by the catalogue alone; without a threshold that says so nothing is ever sent.
    data.catalogueQueue.maySend(watch);
    consume(watch, data.alertsQueue);
  }
}
