/** The two keys with which this hub signs credentials, and who it is by each of them. */
import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { derToRaw } from '#functions/certificates/jws.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { didKey, methodOf } from './proof/did-key.ts';

export interface CredentialKey {
  readonly curve: 'P-256' | 'Ed25519';
  readonly publicKey: JWK;
  /** did:key of the public key: the issuer in what it signs. */
  readonly did: string;
  /** The verification method in its proofs. */
  readonly method: string;
  /** What is signed: of P-256 the SHA-256 of these bytes, of Ed25519 the bytes. Answers 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

const named = (publicKey: JWK) => ({ publicKey, did: didKey(publicKey), method: methodOf(publicKey) });

/** `digest`: SHA-256. */
export const p256Key = (signer: Signer, digest: (bytes: Uint8Array) => Uint8Array): CredentialKey => ({
  curve: 'P-256',
  ...named(signer.publicKey),
  sign: async (bytes) => derToRaw(await signer.sign(digest(bytes))),
});

/** PKCS #8 (RFC 8410) of an Ed25519 key, up to its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * `secret`: text of the secret of credentials. The key is derived, and lives in this function alone: KMS signs with Ed25519 in some
 * partitions only, and where it does, it costs a call for each list and credential.
 */
export const ed25519Key = (secret: string): CredentialKey => {
  if (secret.length < 64) throw new Error('secret of credentials is too short');
  const seed = Buffer.from(hkdfSync('sha256', secret, 'onetrip', 'credentials ed25519', 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    curve: 'Ed25519',
    ...named({ kty, crv, x } as JWK),
    sign: async (bytes) => sign(null, bytes, key),
  };
};

/** Both, opened at the first need. */
export interface CredentialKeys {
  p256(): Promise<CredentialKey>;
  ed25519(): Promise<CredentialKey>;
}

export const keyFor = (keys: CredentialKeys, cryptosuite: string): Promise<CredentialKey> =>
  cryptosuite.startsWith('eddsa') ? keys.ed25519() : keys.p256();

/** Identifiers under which this hub issues. */
export const ownDids = async (keys: CredentialKeys): Promise<readonly string[]> =>
  (await Promise.all([keys.p256(), keys.ed25519()])).map(({ did }) => did);
