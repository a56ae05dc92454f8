/** The bodies of the library function, by route. */
import { lookAtCopy } from './copies/look-at-copy.ts';
import { type RedeemDeps, redeem } from './copies/redeem.ts';
import { type FindDeps, find } from './find.ts';
import { getType, listTypes, look } from './look.ts';
import { type PullDeps, pull } from './pull.ts';
import { type ShowDeps, show } from './showing/show.ts';
import { type ShownDeps, shown } from './showing/shown.ts';
import { jwks, type VerifyDeps, verify } from './verify.ts';

export type LibraryDeps = FindDeps & PullDeps & VerifyDeps & RedeemDeps & ShowDeps & ShownDeps;

export const libraryBodies = (deps: LibraryDeps) => ({
  listCertificateTypes: listTypes(deps),
  getCertificateType: getType(deps),
  findCertificates: find(deps),
  getCertificate: look(deps),
  pullCertificate: pull(deps),
  verifyCertificate: verify(deps),
  jwks: jwks(deps),
  showCertificate: show(deps),
  pullShown: shown(deps),
  redeemCopy: redeem(deps),
  getCopy: lookAtCopy(deps),
});
