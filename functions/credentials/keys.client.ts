/** Where the two keys come from: KMS, and the secret of credentials. */
import { createHash } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { seal } from '#functions/certificates/seal.client.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { type CredentialKeys, ed25519Key, p256Key } from './keys.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** `key`: of KMS, ECC_NIST_P256; `secretId`: of Secrets Manager. */
export const credentialKeys = (key: string, secretId: string): CredentialKeys => {
  const signer = seal(new KMSClient(PATIENCE), key);
  return { p256: async () => p256Key(await signer(), sha256), ed25519: secret(secretId, ed25519Key) };
};
