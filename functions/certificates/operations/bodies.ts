/** The bodies of the function certificate-operations, by route. */
import { listOperations } from './history.ts';
import { type OperateDeps, operate } from './operate.ts';

export const operationsBodies = (deps: OperateDeps) => ({
  operateCertificate: operate(deps),
  listCertificateOperations: listOperations(deps),
});
