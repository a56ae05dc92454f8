/** The bodies of the function certificate-operations, by route. */
import { type ListHoldsDeps, listHolds } from '../legal-hold/list.ts';
import { placeHold } from '../legal-hold/place.ts';
import { releaseHold } from '../legal-hold/release.ts';
import { type DateKeyDeps, dateKey } from '../seal/date-key.ts';
import { listKeys } from '../seal/list-keys.ts';
import { listOperations } from './history.ts';
import { type OperateDeps, operate } from './operate.ts';
import { listTold, type ToldDeps } from './told.ts';

export const operationsBodies = (deps: OperateDeps & ToldDeps & DateKeyDeps & ListHoldsDeps) => ({
  operateCertificate: operate(deps),
  listCertificateOperations: listOperations(deps),
  listCertificatesTold: listTold(deps),
  listSealKeys: listKeys(deps),
  dateSealKey: dateKey(deps),
  placeLegalHold: placeHold(deps),
  releaseLegalHold: releaseHold(deps),
  listLegalHolds: listHolds(deps),
});
