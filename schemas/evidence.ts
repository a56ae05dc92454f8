/** 签名证据: the signature under a question, kept beside its record where the grant demands one. */
import * as z from 'zod';
import { Slug } from './identifier.ts';

/**
 * `sealed` holds what was signed and the signature: the digest of a question about a person would let who reads the table guess whom it was
 * about. Times are epoch ms.
 */
export const Evidence = z.strictObject({
  v: z.literal(1),
  /** Named by the record (`signature`): digest of client, key id and nonce, so the same signature counts once, for ever. */
  id: z.string().length(43),
  client: Slug,
  /** Key of the client as it was registered then (RFC 7517, canonical JSON). */
  key: z.string().max(2000),
  created: z.int(),
  at: z.int(),
  /** {"base": "…", "signature": "base64"}, AES-256-GCM under the hub's key of `keyVersion`. */
  sealed: z.string(),
  keyVersion: z.int(),
  /** Recognises an own put whose acknowledgement was lost. */
  attempt: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;
