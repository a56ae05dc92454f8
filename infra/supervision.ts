/** The record, made readable: a relay reads the stream of exchanges, a consumer notes each use, an API answers. */
import { Construct } from 'constructs';
import { exchangesRoutes } from '#schemas/routes/exchange.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume, relay } from './sources.ts';

export class Supervision extends Construct {
  readonly api: HubFunction;
  readonly uses: HubFunction;
  readonly relay: HubFunction;

  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'exchanges', settings, { timeout: 15, says: '监督: the record, read' });
    data.snapshots.mayRead(this.api);
    data.uses.mayRead(this.api);
    data.hubSecret.mayBeReadBy(this.api);
    door.serve(this.api, exchangesRoutes);

    this.relay = new HubFunction(this, 'exchanges-relay', settings, { timeout: 30, says: 'Relay of exchanges' });
    data.usesQueue.maySend(this.relay);
    data.noticesQueue.maySend(this.relay);
    data.alertsQueue.maySend(this.relay);
    relay(this.relay, data.exchanges.table, data.relayDeadLetters);

    this.uses = new HubFunction(this, 'uses', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '监督: who looked at whose data',
    });
    data.uses.mayNote(this.uses);
    data.progress.mayArrive(this.uses);
    consume(this.uses, data.usesQueue);
  }
}
