/** What a case is told, in its own words and as an envelope for the case layer. */
import { sha256 } from '#functions/kernel/digest.ts';
import type { Envelope } from '#schemas/event.ts';
import type { CertificateTold } from '#schemas/told.ts';
import type { StoredOperation } from '../operations/stored-operation.ts';
import type { StoredUse } from './used.ts';

export const toldOf = (operation: StoredOperation, use: StoredUse): CertificateTold => ({
  case: use.case,
  department: use.department,
  certificate: operation.identifier,
  type: operation.type,
  operation: operation.operation,
  from: operation.from,
  to: operation.to,
  at: new Date(operation.at).toISOString(),
  ...(operation.supersededBy === undefined ? {} : { supersededBy: operation.supersededBy }),
  record: operation.record,
  use: use.record,
});

/** Named by operation, case and department: told again, it is one. */
export const caseEnvelope = (told: CertificateTold): Envelope => ({
  v: 1,
  id: `case.certificate-changed#${told.record}#${sha256(`${told.case}#${told.department}`).slice(0, 22)}`,
  type: 'case.certificate-changed',
  at: Date.parse(told.at),
  causation: told.record,
  data: told,
});
