/** What the library itself holds of a certificate, checked as a stranger's data would be. */
import type { Check } from '#schemas/verified.ts';
import type { ReadFiles } from '../files.client.ts';
import { openCompact } from '../jws.ts';
import { openSeal } from '../seal/proof.ts';
import type { StoredCertificate } from '../stored.ts';
import { type Keys, signerResults } from './keys.ts';
import { found } from './results.ts';

const openHeld = async ({ type, identifier, files: kept }: StoredCertificate, files: ReadFiles, keys: Keys) => {
  const { json, jws, seal } = kept;
  const master = await files.get(type, identifier, 'json', json);
  if (seal !== undefined) {
    const proof = await files.get(type, identifier, 'seal', seal);
    return openSeal(proof, master, (id) => keys.find(({ keyId }) => keyId === id)?.publicKey)?.keyId;
  }
  const signed = jws === undefined ? '' : new TextDecoder().decode(await files.get(type, identifier, 'jws', jws));
  const text = new TextDecoder().decode(master);
  for (const key of keys.filter(({ algorithm }) => algorithm === 'ES256'))
    if ((await openCompact(key, signed)) === text) return key.keyId;
  return undefined;
};

export const checkHeld = async (stored: StoredCertificate, files: ReadFiles, keys: Keys): Promise<Check[]> => {
  const keyId = await openHeld(stored, files, keys);
  if (keyId === undefined) return [found('signature', 'wrong')];
  const key = keys.find((one) => one.keyId === keyId);
  return [found('signature', 'right'), ...signerResults(key, stored.at), found('digest', 'same')];
};
