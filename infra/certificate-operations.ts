/** What becomes of certificates: a function that seals nothing and draws nothing. */
import type { Construct } from 'constructs';
import { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export const certificateOperations = (scope: Construct, { settings, data, door }: House): void => {
  const fn = new HubFunction(scope, 'certificate-operations', settings, { timeout: 15, says: '证照操作: hold, end' });
  data.snapshots.mayRead(fn);
  data.exchanges.mayRecord(fn);
  data.hubSecret.mayBeReadBy(fn);
  data.certificates.mayOperate(fn);
  data.vault.mayKeep(fn);
  data.vault.mayKeepKeys(fn);
  door.serve(fn, { ...operationsRoutes, ...sealKeyRoutes, ...legalHoldRoutes });
};
