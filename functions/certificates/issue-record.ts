/** The record of an issue: an administrative act of the issuer itself, so it stands under no grant. */
import { newRecord, type RecordDeps } from '#functions/exchange/record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CertificateType, IssueRequest } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { coHolders } from './held.ts';
import type { StoredCertificate } from './stored.ts';

/** About the first holder; those who hold it with him are named beside him, so that each finds it among the uses of his data. */
export const issueRecord = (
  deps: RecordDeps,
  who: Party,
  type: CertificateType,
  certificate: StoredCertificate,
  request: IssueRequest,
): ExchangeRecord =>
  newRecord(
    {
      kind: 'issue',
      at: certificate.at,
      ms: 0,
      client: who.client.id,
      ...(who.officer ? { officer: who.officer.id } : {}),
      consumer: who.department.id,
      provider: who.department.id,
      resource: certificateResourceId(type.id),
      resourceVersion: type.version,
      grant: '',
      grantRevision: 0,
      party: 'applicant',
      level: 'copy',
      fields: [],
      found: true,
      certificate: certificate.identifier,
      ...coHolders(certificate, certificate.holders[0] ?? ''),
      ...(request.operation === undefined ? {} : { operation: request.operation }),
      subjectCode: request.holders[0]?.code ?? '',
      requestText: canonical(request),
      releasedText: canonical(certificate.files),
    },
    deps,
  );
