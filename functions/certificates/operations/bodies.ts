/** The bodies of the function certificate-operations, by route. */
import { listOperations } from './history.ts';
import { type OperateDeps, operate } from './operate.ts';
import { listTold, type ToldDeps } from './told.ts';

export const operationsBodies = (deps: OperateDeps & ToldDeps) => ({
  operateCertificate: operate(deps),
  listCertificateOperations: listOperations(deps),
  listCertificatesTold: listTold(deps),
});
