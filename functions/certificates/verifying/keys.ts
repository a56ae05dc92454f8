/** The library's keys as a check needs them. */
import type { SealKey } from '#schemas/seal.ts';
import type { Check } from '#schemas/verified.ts';
import { certificateSignedBy } from './cms-verify.ts';
import { found } from './results.ts';
import { keyTime } from './trusted.ts';

export type Keys = readonly SealKey[];

/** The key of the library that signed this certificate (DER). */
export const libraryKeyOf = async (keys: Keys, certificate: Uint8Array<ArrayBuffer>): Promise<SealKey | undefined> => {
  for (const key of keys)
    if (key.algorithm === 'ES256' && (await certificateSignedBy(certificate, key.publicKey))) return key;
  return undefined;
};

/** Whose signature, and whether the key was good at `at` (epoch ms). */
export const signerResults = (key: SealKey | undefined, at: number): Check[] =>
  key ? [found('signer', 'library'), found('key', keyTime(key, at))] : [found('signer', 'foreign')];
