/** 法律保全: what was ordered about a certificate's files, which are then kept beyond every term until it is lifted. */
import * as z from 'zod';
import { CertificateIdentifier, Instant, Uuid } from './identifier.ts';

const text = (most: number) => z.string().trim().min(2).max(most);

const REASON = '原因 why';
const BASIS = '法律依据 law and article';
const DOCUMENT = '文号 number of the document that orders it';
const ORDERED_BY = '决定机关 court, commission or authority that ordered it';

export const LegalHoldRequest = z
  .strictObject({
    reason: text(300).meta({ description: REASON }),
    legalBasis: text(200).meta({ description: BASIS }),
    document: text(100).meta({ description: DOCUMENT }),
    orderedBy: text(100).meta({ description: ORDERED_BY }),
  })
  .meta({ id: 'LegalHoldRequest', description: '法律保全登记 a legal hold of a certificate, as it was ordered' });
export type LegalHoldRequest = z.infer<typeof LegalHoldRequest>;

export const LegalHoldRelease = z
  .strictObject({
    reason: text(300).meta({ description: REASON }),
    document: text(100).optional().meta({ description: DOCUMENT }),
  })
  .meta({ id: 'LegalHoldRelease', description: '解除法律保全 the end of a legal hold, with the reason' });
export type LegalHoldRelease = z.infer<typeof LegalHoldRelease>;

const when = { at: Instant, by: z.string().meta({ description: '登记人 officer or system that entered it' }) };

export const LegalHoldLine = z
  .strictObject({
    hold: Uuid,
    identifier: CertificateIdentifier,
    ...when,
    reason: z.string(),
    legalBasis: z.string(),
    document: z.string(),
    orderedBy: z.string(),
    released: z.strictObject({ ...when, reason: z.string(), document: z.string().optional() }).optional(),
  })
  .meta({ id: 'LegalHoldLine', description: '法律保全 a legal hold, and its end where it has ended' });
export type LegalHoldLine = z.infer<typeof LegalHoldLine>;

export const LegalHolds = z
  .strictObject({
    items: z.array(LegalHoldLine),
    held: z.boolean().meta({ description: '保全中 at least one is not released' }),
    settled: z.boolean().meta({ description: '存储已落实 every file of the certificate stands in S3 as `held` says' }),
  })
  .meta({ id: 'LegalHolds', description: '证照的法律保全 legal holds of a certificate, the latest first' });
export type LegalHolds = z.infer<typeof LegalHolds>;
