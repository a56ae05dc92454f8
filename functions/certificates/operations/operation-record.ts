/** The record of an operation: an administrative act of the issuer itself, so it stands under no grant. */
import { newRecord, type RecordDeps, releasedText } from '#functions/exchange/record.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { coHolders } from '../held.ts';
import type { StoredCertificate } from '../stored.ts';

/** `holder`: code of the first holder, from the master; `asked`: canonical text of the request. */
export const operationRecord = (
  deps: RecordDeps,
  { who, type, at }: { readonly who: Party; readonly type: CertificateType; readonly at: number },
  stored: StoredCertificate,
  { operation, holder, asked }: { readonly operation: string; readonly holder: string; readonly asked: string },
): ExchangeRecord =>
  newRecord(
    {
      kind: 'operation',
      at,
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
      level: 'predicate',
      fields: [],
      found: true,
      certificate: stored.identifier,
      operation,
      ...coHolders(stored, stored.holders[0] ?? ''),
      subjectCode: holder,
      requestText: asked,
      releasedText: releasedText({ state: stored.state, revision: stored.revision }),
    },
    deps,
  );
