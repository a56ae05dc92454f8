/** 公众核验 POST /verify: a function of its own, because whoever calls it is nobody known. It may read, and no more. */
import { Construct } from 'constructs';
import { publicVerifyRoutes } from '#schemas/routes/public-verify.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class PublicVerify extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const fn = new HubFunction(this, 'public-verify', settings, {
      timeout: 15,
      says: '公众核验: verify, for everybody',
    });
    data.snapshots.mayRead(fn);
    data.certificates.mayVerify(fn);
    data.vault.mayRead(fn);
    door.serve(fn, publicVerifyRoutes);
  }
}
