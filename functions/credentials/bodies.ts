/** The bodies of the credentials function, by route. */
import { type IssueDeps, issueCredential } from './issue.ts';
import { changeStatus, getStatusList, type StatusDeps } from './status/change.ts';
import { type VerifyDeps, verifyCredential, verifyPresentation } from './verify.ts';

export type CredentialDeps = IssueDeps & StatusDeps & VerifyDeps;

export const credentialBodies = (deps: CredentialDeps) => ({
  issueCredential: issueCredential(deps),
  changeCredentialStatus: changeStatus(deps),
  verifyCredential: verifyCredential(deps),
  verifyPresentation: verifyPresentation(deps),
  getCredentialStatusList: getStatusList(deps),
});
