/** Who is who: departments, clients, officers and ticket issuers. */
import { Construct } from 'constructs';
import { accessRoutes } from '#schemas/routes/access.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Access extends Construct {
  readonly api: HubFunction;

  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'access', settings, { timeout: 15, says: '登记: departments, clients, officers' });
    data.registry.mayChange(this.api);
    data.snapshots.mayRead(this.api);
    data.snapshots.mayPublish(this.api);
    data.hubSecret.mayBeReadBy(this.api);
    door.serve(this.api, accessRoutes);
  }
}
