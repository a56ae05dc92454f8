/** The index entry of a certificate that was made, and what its number is known by. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type HubKeys, hmac, subjectHandle } from '#functions/kernel/digest.ts';
import type { CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import type { Named } from './master.ts';
import { type Retention, retentionOf } from './retention/retention.ts';
import type { StoredCertificate, StoredFiles } from './stored.ts';

/** Numbers that read alike are one number: full-width signs and composed characters as the plain ones, no spaces. */
export const sameNumber = (number: string): string => number.normalize('NFKC').replace(/\s/g, '');

/** Keyed digest of a number; (type, number, version) is unique. */
export const numberDigest = (keys: HubKeys, type: string, number: string): string =>
  hmac(keys.subject, `number\n${type}\n${sameNumber(number)}`);

/** As long as its last day and the day of its issue demand. `at`: epoch ms. */
export const issuedRetention = (
  type: CertificateType,
  { issuedOn, validUntil }: Pick<IssueRequest, 'issuedOn' | 'validUntil'>,
  at: number,
): Retention => retentionOf(type, [issuedOn, beijingDate(at), ...(validUntil === undefined ? [] : [validUntil])]);

interface Made {
  readonly named: Named;
  readonly files: StoredFiles;
  /** Epoch ms. */
  readonly at: number;
}

/** The index entry of a certificate that was made. */
export const entryOf = (
  issuer: Department,
  type: CertificateType,
  request: IssueRequest,
  keys: HubKeys,
  { named: { identifier, version, status, supersedes }, files, at }: Made,
): StoredCertificate & { readonly retention: Retention } => {
  const { issuedOn, validFrom, validUntil, holders, operation } = request;
  return {
    v: 1,
    identifier,
    revision: 1,
    state: '01',
    type: type.id,
    typeVersion: type.version,
    issuer: issuer.id,
    version,
    issuedOn,
    validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    files,
    status,
    holders: holders.map((holder) => subjectHandle(keys, holder.code)),
    keyVersion: keys.version,
    at,
    retention: issuedRetention(type, request, at),
    ...(operation === undefined ? {} : { begun: operation }),
    ...(supersedes === undefined ? {} : { supersedes }),
  };
};
