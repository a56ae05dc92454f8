/** Public facts about a certificate, and the types themselves. */
import type { CertificateSummary, CertificateType } from '#schemas/certificate.ts';
import type { StoredCertificate } from './stored.ts';
import { isValid } from './validity.ts';

/** No personal data; `valid` holds at `now`. */
export const summary = (stored: StoredCertificate, type: CertificateType, now: number): CertificateSummary => ({
  identifier: stored.identifier,
  type: stored.type,
  typeName: type.name,
  issuer: stored.issuer,
  issuedOn: stored.issuedOn,
  validFrom: stored.validFrom,
  ...(stored.validUntil === undefined ? {} : { validUntil: stored.validUntil }),
  version: stored.version,
  state: stored.state,
  valid: isValid(stored, now),
});
