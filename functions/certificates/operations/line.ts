/** An operation as it is told. Who did it and why is for the issuer and the data authority. */
import { instant } from '#functions/kernel/instant.ts';
import type { CertificateOperationLine } from '#schemas/certificate-operation.ts';
import { OPERATIONS } from '../lifecycle.ts';
import type { StoredCertificate } from '../stored.ts';
import type { OperationFile, StoredOperation } from './stored-operation.ts';

export const publicLine = (stored: Omit<StoredOperation, 'said' | 'keyVersion'>): CertificateOperationLine => ({
  identifier: stored.identifier,
  revision: stored.revision,
  operation: stored.operation,
  code: OPERATIONS[stored.operation].code,
  from: stored.from,
  to: stored.to,
  at: instant(stored.at),
  department: stored.department,
  ...(stored.supersededBy === undefined ? {} : { supersededBy: stored.supersededBy }),
  record: stored.record,
});

/** Everything. */
export const lineOf = (file: OperationFile): CertificateOperationLine => ({
  ...publicLine(file),
  by: file.officer ?? file.client,
  reason: file.reason,
  ...(file.text === undefined ? {} : { text: file.text }),
  ...(file.legalBasis === undefined ? {} : { legalBasis: file.legalBasis }),
});

/** With what it began. Every certificate has it as its revision 1. */
export const firstLine = ({
  identifier,
  at,
  issuer,
  supersedes,
  begun,
  record,
}: StoredCertificate): CertificateOperationLine => ({
  identifier,
  revision: 1,
  operation: begun ?? 'new',
  code: OPERATIONS[begun ?? 'new'].code,
  to: '01',
  at: instant(at),
  department: issuer,
  ...(supersedes === undefined ? {} : { supersedes }),
  ...(record === undefined ? {} : { record }),
});
