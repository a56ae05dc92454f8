/** SM2 behind the signer port: a key in KMS, which has SM2 in China only. It signs digests that the caller makes, SM3(Z ‖ message). */
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint } from 'jose';
import type { Signer } from './signer.ts';
import { sm2Jwk } from './sm2-signer.ts';

/** 04 ‖ x ‖ y stand at the end of a SubjectPublicKeyInfo. */
const POINT = 65;

const needed = (bytes: Uint8Array | undefined): Uint8Array => {
  if (!bytes) throw new Error('KMS answered without bytes');
  return bytes;
};

/** `key`: id or ARN of a key of spec SM2 for signing. */
export const sm2KmsSigner = (kms: KMSClient, key: string) => async (): Promise<Signer> => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: key }));
  const publicKey = sm2Jwk(Buffer.from(needed(PublicKey)).subarray(-POINT).toString('hex'));
  return {
    algorithm: 'SM2',
    keyId: await calculateJwkThumbprint(publicKey),
    publicKey,
    sign: async (digest) => {
      const { Signature } = await kms.send(
        new SignCommand({ KeyId: key, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: 'SM2DSA' }),
      );
      return needed(Signature);
    },
  };
};
