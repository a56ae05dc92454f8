/** The master: canonical JSON of the GB/T 36903 elements and the type's own fields. Everything else is made from it. */
import { createHash } from 'node:crypto';
import { canonical } from '#functions/kernel/canonical.ts';
import type { CertificateMaster, CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import type { StatusSlot } from '#schemas/status.ts';
import { answered } from './predicates.ts';

/** SHA-256 in hex, as in file names and on the page. */
export const sha256Hex = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Which certificate it becomes. */
export interface Named {
  readonly identifier: string;
  readonly version: number;
  readonly status: StatusSlot;
  readonly supersedes?: string;
}

export const makeMaster = (
  { identifier, version, status, supersedes }: Named,
  request: IssueRequest,
  type: CertificateType,
  issuer: Department,
): CertificateMaster => ({
  v: 2,
  identifier,
  type: type.id,
  typeCode: type.code,
  typeName: type.name.zh,
  number: request.number,
  issuer: { department: issuer.id, name: issuer.name.zh, code: issuer.creditCode },
  holders: request.holders,
  issuedOn: request.issuedOn,
  validFrom: request.validFrom,
  ...(request.validUntil === undefined ? {} : { validUntil: request.validUntil }),
  version,
  status,
  ...(supersedes === undefined ? {} : { supersedes }),
  ...(request.oldNumber === undefined ? {} : { oldNumber: request.oldNumber }),
  data: request.data,
});

/** The bytes that are signed and stored (RFC 8785). */
export const masterText = (master: CertificateMaster): string => canonical(master);

/** What the pointers of COMMON_FIELDS, of the type's own fields and of its predicates point into. `valid` and the predicates hold at `now`. */
export const facts = (
  master: CertificateMaster,
  valid: boolean,
  { predicates = [] }: CertificateType,
  now: number,
): Record<string, unknown> => {
  const plain = {
    ...master.data,
    valid,
    number: master.number,
    holders: master.holders,
    issuerName: master.issuer.name,
    issuedOn: master.issuedOn,
    validFrom: master.validFrom,
    ...(master.validUntil === undefined ? {} : { validUntil: master.validUntil }),
  };
  return { ...plain, ...answered(predicates, plain, now) };
};
