/** The bodies of the credentials function, by route. */
import { type IssueDeps, issueCredential } from './issue.ts';
import { type VerifySdJwtDeps, verifySdJwt } from './sdjwt/verify.ts';
import { changeStatus, getStatusList, type StatusDeps } from './status/change.ts';
import { type VerifyDeps, verifyCredential, verifyPresentation } from './verify.ts';
import { type GiveDeps, giveCredential } from './wallet/give.ts';
import { getCredentialIssuer, getCredentialType, type PublishedDeps } from './wallet/published.ts';

export type CredentialDeps = IssueDeps & StatusDeps & VerifyDeps & VerifySdJwtDeps & GiveDeps & PublishedDeps;

export const credentialBodies = (deps: CredentialDeps) => ({
  issueCredential: issueCredential(deps),
  changeCredentialStatus: changeStatus(deps),
  verifyCredential: verifyCredential(deps),
  verifyPresentation: verifyPresentation(deps),
  getCredentialStatusList: getStatusList(deps),
  giveCredential: giveCredential(deps),
  verifySdJwt: verifySdJwt(deps),
  getCredentialType: getCredentialType(deps),
  getCredentialIssuer: getCredentialIssuer(deps),
});
