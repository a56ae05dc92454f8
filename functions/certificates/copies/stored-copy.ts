/** A copy 加注件 as it is kept: what it is (in the table and, once more, beside its files in S3), and what became of it (in the table alone). */
import * as z from 'zod';
import { PartyRole } from '#schemas/grant.ts';
import { CertificateIdentifier, Slug, Uuid } from '#schemas/identifier.ts';

/** SHA-256, hex. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Whoever holds what a token opens: a system, or an officer behind one. */
const Redeemer = z.strictObject({ client: Slug, officer: Slug.optional() });
export type Redeemer = z.infer<typeof Redeemer>;

const what = {
  v: z.literal(1),
  copy: Uuid,
  identifier: CertificateIdentifier,
  type: Slug,
  case: z.string().max(50),
  matter: Slug,
  /** For whom it was made. */
  department: Slug,
  madeBy: Redeemer,
  role: PartyRole,
  madeAt: z.int(),
  expiresAt: z.int(),
  /** Redeemed no more after this. */
  redeemBy: z.int(),
  /** SHA-256 of the master that it tells. */
  master: Digest,
  /** SHA-256 of the files. */
  files: z.strictObject({ pdf: Digest, ofd: Digest.optional() }),
};

/** The small JSON beside the files. From it the table can be made again; whether it was redeemed is then not known, so it is no more. */
export const CopyDescription = z.strictObject(what);
export type CopyDescription = z.infer<typeof CopyDescription>;

export const StoredCopyItem = z.strictObject({
  ...what,
  /** SHA-256 (base64url) of the token; absent in what was made again from S3. */
  token: z.string().length(43).optional(),
  /** The party's code, sealed under the hub's key of that version: the record of who redeems it is about him. */
  keyVersion: z.int().optional(),
  sealed: z.string().optional(),
  redeemed: z.strictObject({ by: Redeemer, at: z.int() }).optional(),
});
export type StoredCopyItem = z.infer<typeof StoredCopyItem>;
