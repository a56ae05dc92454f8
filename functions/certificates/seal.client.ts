/** The seal: a P-256 key in KMS. The public half is read once per instance. */
import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { Signer } from './seal/signer.ts';

const needed = (bytes: Uint8Array | undefined): Uint8Array => {
  if (!bytes) throw new Error('KMS answered without bytes');
  return bytes;
};

const open = async (kms: KMSClient, key: string): Promise<Signer> => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: key }));
  const spki = createPublicKey({ key: Buffer.from(needed(PublicKey)), format: 'der', type: 'spki' });
  const publicKey = spki.export({ format: 'jwk' }) as JWK;
  return {
    algorithm: 'ES256',
    keyId: await calculateJwkThumbprint(publicKey),
    publicKey,
    sign: async (digest) => {
      const { Signature } = await kms.send(
        new SignCommand({ KeyId: key, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }),
      );
      return needed(Signature);
    },
  };
};

/** `key`: id or ARN of an ECC_NIST_P256 key for signing. A failed read is not kept: the next call asks again. */
export const seal = (kms: KMSClient, key: string): (() => Promise<Signer>) => {
  let held: Promise<Signer> | undefined;
  return () => {
    held ??= open(kms, key).catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
};
