/** 亮证码 as it is kept: by the digest of the code, never the code. */
import * as z from 'zod';
import { CertificateIdentifier, Slug } from '#schemas/identifier.ts';

export const StoredShow = z.strictObject({
  v: z.literal(1),
  identifier: CertificateIdentifier,
  /** The app through which the holder shows it. */
  client: Slug,
  /** The holder's code, sealed under the hub's key of that version. */
  keyVersion: z.int(),
  sealed: z.string(),
  at: z.int(),
  expiresAt: z.int(),
  /** By whom it was scanned, and for which question (keyed digest). */
  used: z.strictObject({ by: z.string(), request: z.string() }).optional(),
});
export type StoredShow = z.infer<typeof StoredShow>;
