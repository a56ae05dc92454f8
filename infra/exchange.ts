/** The shared exchange: one adapter per department, each with its own role, secret and concurrency limit. */
import { Construct } from 'constructs';
import { askRoute } from '#schemas/routes/exchange.ts';
import { HubFunction } from './function.ts';
import type { FunctionName } from './functions.ts';
import type { House } from './house.ts';
import type { HubSecret } from './secrets.ts';

export class Exchange extends Construct {
  readonly adapters: readonly HubFunction[];

  constructor(scope: Construct, id: string, house: House) {
    super(scope, id);
    this.adapters = [this.adapter(house, 'real-estate', '不动产登记', house.data.realEstateSecret)];
  }

  private adapter(
    { settings, data, door }: House,
    department: FunctionName,
    says: string,
    secret: HubSecret,
  ): HubFunction {
    // The department has 10 s at most; the rest is the hub's own start and record.
    const fn = new HubFunction(this, department, settings, { timeout: 20, memory: 512, says: `${says}: adapter` });
    data.hubSecret.mayBeReadBy(fn);
    secret.mayBeReadBy(fn);
    data.snapshots.mayRead(fn);
    data.breakers.mayTrip(fn);
    data.exchanges.mayRecord(fn);
    door.serve(fn, { ask: askRoute(department) });
    return fn;
  }
}
