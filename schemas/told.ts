/** What a case is told of a certificate that it has used. */
import * as z from 'zod';
import { CertificateState } from './certificate.ts';
import { CertificateOperationLine } from './certificate-operation.ts';
import { CaseId, CertificateIdentifier, Instant, Slug, Uuid } from './identifier.ts';

const { operation, supersededBy } = CertificateOperationLine.shape;

export const CertificateTold = z
  .strictObject({
    case: CaseId,
    /** Whose case it is. */
    department: Slug,
    certificate: CertificateIdentifier,
    type: Slug,
    operation,
    from: CertificateState,
    to: CertificateState,
    at: Instant,
    supersededBy,
    /** Record of the operation, and of the use that it is about. */
    record: Uuid,
    use: Uuid,
  })
  .meta({ id: 'CertificateTold', description: '用证变更提醒: what became of a certificate that a case has used' });
export type CertificateTold = z.infer<typeof CertificateTold>;
