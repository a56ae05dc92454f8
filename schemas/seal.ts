/** 签章: the proof of one certificate, and the keys that proofs go back to. */
import * as z from 'zod';
import { CertificateIdentifier } from './identifier.ts';

const Base64url = z.string().regex(/^[\w-]+$/, 'base64url');

/**
 * The proof of one master. The library's key signed one X.509 certificate for a batch; a private extension of it holds root and size of
 * a Merkle tree (RFC 6962) whose leaves are the masters. `path` leads from this master to that root.
 */
export const Seal = z
  .strictObject({
    v: z.literal(1),
    /** Key of the library, RFC 7638 thumbprint. */
    keyId: z.string().min(1).max(64),
    /** Place of the master among the leaves, from 0. */
    index: z.int().min(0).max(255),
    size: z.int().min(1).max(256),
    /** SHA-256 of the siblings, lowest first. */
    path: z.array(Base64url.length(43)).max(8),
    /** Compact JWS (RFC 7515) by the batch's key with detached content, the bytes of the master; `x5c`: the batch's certificate, the library's. */
    jws: z.string().regex(/^[\w-]+\.\.[\w-]+$/, 'detached-jws'),
  })
  .meta({ id: 'Seal', description: '签章 proof of a certificate’s master' });
export type Seal = z.infer<typeof Seal>;

/** What the code for checks without a network says of a certificate: its type's minimum. */
export const OfflineStatement = z.strictObject({
  v: z.literal(1),
  identifier: CertificateIdentifier,
  typeName: z.string(),
  /** Leaves by JSON Pointer, as in a pull. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type OfflineStatement = z.infer<typeof OfflineStatement>;

/** A key of the library and the time of its use; a signature is judged by when it was made. */
export const SealKey = z.strictObject({
  v: z.literal(1),
  /** Counts changes. */
  revision: z.int().min(1),
  keyId: z.string().min(1).max(64),
  algorithm: z.enum(['ES256', 'SM2']),
  publicKey: z.strictObject({ kty: z.literal('EC'), crv: z.string(), x: Base64url, y: Base64url }),
  /** The library's self-signed certificate of this key, DER in base64. */
  root: z.base64().optional(),
  /** Epoch ms: first use; from when on nothing is signed with it; from when on nothing signed with it counts. */
  validFrom: z.int(),
  retiredAt: z.int().optional(),
  compromisedAt: z.int().optional(),
});
export type SealKey = z.infer<typeof SealKey>;
