/** 加注件: a copy of a certificate, made once for one case, redeemed once by a token, and checkable for ever. */
import * as z from 'zod';
import { CertificateIdentifier, Instant, Slug, Uuid } from './identifier.ts';

export const CopyState = z
  .enum(['waiting', 'redeemed', 'lapsed', 'expired'])
  .meta({ description: '待取 waiting, 已取 redeemed, 逾期未取 lapsed, 已失效 expired' });
export type CopyState = z.infer<typeof CopyState>;

/** What the answer says of a copy that was made. */
export const CopyMade = z.strictObject({
  identifier: Uuid,
  /** Of the PDF, hex. */
  sha256: z.string(),
  expiresAt: Instant,
  /** Whoever holds it may fetch the copy, once: kept as secret as the copy itself. */
  token: z.string(),
  redeemBy: Instant,
});
export type CopyMade = z.infer<typeof CopyMade>;

export const CopyFormat = z.enum(['pdf', 'ofd']);

export const RedeemRequest = z
  .strictObject({ token: z.string().min(1).max(200), format: CopyFormat.default('pdf') })
  .meta({ id: 'RedeemRequest' });

export const Redeemed = z
  .strictObject({
    /** Of the record. */
    redeem: Uuid,
    copy: Uuid,
    certificate: CertificateIdentifier,
    contentType: z.enum(['application/pdf', 'application/ofd']),
    content: z.string().meta({ description: 'base64' }),
    sha256: z.string(),
    expiresAt: Instant,
    /** Until then the same officer or system may fetch it again. */
    againUntil: Instant,
  })
  .meta({ id: 'Redeemed' });
export type Redeemed = z.infer<typeof Redeemed>;

/** A copy as its department sees it; no personal data. */
export const Copy = z
  .strictObject({
    copy: Uuid,
    certificate: CertificateIdentifier,
    type: Slug,
    case: z.string(),
    matter: Slug,
    madeBy: z.strictObject({ client: Slug, officer: Slug.optional() }),
    madeAt: Instant,
    expiresAt: Instant,
    redeemBy: Instant,
    formats: z.array(CopyFormat),
    sha256: z.string(),
    state: CopyState,
    redeemedAt: Instant.optional(),
  })
  .meta({ id: 'Copy', description: '加注件 copy' });
export type Copy = z.infer<typeof Copy>;
