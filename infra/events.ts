/** Events and subscriptions: an API takes and shows, a relay reads the log's stream, one function delivers. */
import { Construct } from 'constructs';
import { eventsRoutes } from '#schemas/routes/events.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume, relay } from './sources.ts';

export class Events extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'events', settings, { timeout: 25, says: '事件订阅: events, subscriptions' });
    // It alone calls addresses that departments give, so it has a role and a limit of its own.
    const deliver = new HubFunction(this, 'events-deliver', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '投递: delivers events to endpoints',
    });
    for (const fn of [api, deliver]) {
      data.snapshots.mayRead(fn);
      data.exchanges.mayRecord(fn);
      data.hubSecret.mayBeReadBy(fn);
      data.events.mayTell(fn);
      data.subscriptions.mayKeep(fn);
      data.eventsQueue.maySend(fn);
      fn.tell('NODE', settings.node);
      fn.tell('WEBHOOK_NETWORKS', settings.webhookNetworks);
    }
    data.due.maySet(deliver);
    deliver.counts('delivery-dead', 'DeliveriesDead');
    deliver.counts('delivery-late', 'DeliveriesLate');
    door.serve(api, eventsRoutes);
    consume(deliver, data.eventsQueue, { atOnce: 1 });

    const passOn = new HubFunction(this, 'events-relay', settings, { timeout: 30, says: 'Relay of events' });
    data.subscriptions.mayFind(passOn);
    data.eventsQueue.maySend(passOn);
    relay(passOn, data.events.table, data.eventsRelayDeadLetters);
  }
}
