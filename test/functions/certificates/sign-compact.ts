/** How masters of version 1 were signed, each alone: they are read for ever. */
import { createHash } from 'node:crypto';
import { derToRaw } from '#functions/certificates/jws.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** Signs `payload` as it stands. One call of the signer. */
export const signCompact = async (signer: Signer, payload: string): Promise<string> => {
  const header = JSON.stringify({ alg: signer.algorithm, kid: signer.keyId, typ: 'onetrip-certificate+jws' });
  const input = `${encode(header)}.${encode(payload)}`;
  const der = await signer.sign(createHash('sha256').update(input, 'ascii').digest());
  return `${input}.${Buffer.from(derToRaw(der)).toString('base64url')}`;
};
