/** Verifiable credentials: one function with a key and a secret of its own. What it signs bears the hub's name and no department's seal. */
import { Construct } from 'constructs';
import { credentialsRoutes } from '#schemas/routes/credentials.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Credentials extends Construct {
  readonly api: HubFunction;

  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'credentials', settings, {
      timeout: 15,
      says: '可验证凭证: issue, verify, status',
    });
    data.snapshots.mayRead(this.api);
    data.exchanges.mayRecord(this.api);
    data.hubSecret.mayBeReadBy(this.api);
    data.credentials.mayKeep(this.api);
    data.certificates.mayGive(this.api);
    data.vault.mayRead(this.api);
    data.credentialSecret.mayBeReadBy(this.api);
    data.credentialKey.maySign(this.api);
    this.api.tell('PUBLIC_URL', door.url);
    door.serve(this.api, credentialsRoutes);
  }
}
