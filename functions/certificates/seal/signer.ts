/** The signer port: a key that signs digests and never leaves its keeper, be it KMS, a secret, or this process in a test. */
import type { JWK } from 'jose';

export interface Signer {
  /** ES256: ECDSA over P-256 with SHA-256. SM2: GB/T 32918.2 with SM3 and the default user id. */
  readonly algorithm: 'ES256' | 'SM2';
  /** RFC 7638 thumbprint of the public key. */
  readonly keyId: string;
  readonly publicKey: JWK;
  /** `digest`: 32 bytes; SHA-256, or for SM2 SM3(Z ‖ message). Answers an ASN.1 DER signature: SEQUENCE of r and s. */
  sign(digest: Uint8Array): Promise<Uint8Array>;
}

/** The public keys of a library that has this one. */
export const only =
  ({ keyId, publicKey }: Pick<Signer, 'keyId' | 'publicKey'>) =>
  (id: string): JWK | undefined =>
    id === keyId ? publicKey : undefined;
