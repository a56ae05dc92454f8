/** 证照操作: what its issuing department does with a certificate that is there, and how that is told. */
import * as z from 'zod';
import { CertificateState, VersionOperation } from './certificate.ts';
import { CertificateIdentifier, Instant, Slug, Uuid } from './identifier.ts';

/** What is done by POST …/operations. Extending, changing and transferring in make a new version, so they are issues. */
export const OperationName = z.enum([
  'hold',
  'release',
  'lapse',
  'annul',
  'cancel',
  'revoke-as-penalty',
  'transfer-out',
  'undo-transfer-out',
  'other',
]);
export type OperationName = z.infer<typeof OperationName>;

const words = z.string().trim().min(2).max(200);

export const OperationRequest = z
  .strictObject({
    operation: OperationName.meta({
      description:
        'hold 暂扣, release 暂扣解除, lapse 失效, annul 撤销, cancel 注销, revoke-as-penalty 吊销, transfer-out 办理转出, undo-transfer-out 撤销转出, other 其他',
    }),
    /** 原因: kept with the certificate, shown to its issuer and the data authority alone. */
    reason: words,
    /** Of 其他: what the state is. */
    text: words.optional(),
    /** 法律依据: the article under which it is done. */
    legalBasis: words.optional(),
  })
  .refine(({ operation, text }) => operation !== 'other' || text !== undefined, { path: ['text'], error: 'required' })
  .meta({ id: 'OperationRequest' });
export type OperationRequest = z.infer<typeof OperationRequest>;

/** One line of the history. `code`: the ministry's number of the operation; `revision`: the certificate's after it. */
export const CertificateOperationLine = z
  .strictObject({
    identifier: CertificateIdentifier,
    revision: z.int().min(1),
    operation: z.union([z.literal('new'), VersionOperation, OperationName]),
    code: z.string().regex(/^\d{2}$/),
    /** Absent where it began. */
    from: CertificateState.optional(),
    to: CertificateState,
    at: Instant,
    department: Slug,
    /** The new version that came with it, or the one that it came from. */
    supersededBy: CertificateIdentifier.optional(),
    supersedes: CertificateIdentifier.optional(),
    /** The record of the act. */
    record: Uuid.optional(),
    /** For the issuer and the data authority. */
    by: z.string().optional(),
    reason: z.string().optional(),
    text: z.string().optional(),
    legalBasis: z.string().optional(),
  })
  .meta({ id: 'CertificateOperationLine', description: '证照操作记录 line of a certificate’s history' });
export type CertificateOperationLine = z.infer<typeof CertificateOperationLine>;
