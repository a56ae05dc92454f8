/** A file of a case, sealed to where it lies and opened from there. */
import { type HubKeys, hmac, keysOfVersion, sha256 } from '#functions/kernel/digest.ts';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';
import type { CaseFileBytes } from './files.client.ts';
import type { UploadedFile } from './files.store.ts';

const placeOf = (id: string, name: string): string => `case-file-bytes ${id} ${name}`;

/** Says nothing of the bytes to who does not hold the hub's key. */
export const nameOf = (keys: HubKeys, id: string, digest: string): string =>
  hmac(keys.request, `case-file\n${id}\n${digest}`);

export const sealFile = (keys: HubKeys, id: string, name: string, bytes: Uint8Array): Uint8Array =>
  sealBytes(keys.kept, placeOf(id, name), bytes);

/** Throws when the bytes are not there, or not those that were uploaded. */
export const openFile = async (
  bytesOf: Pick<CaseFileBytes, 'get'>,
  keys: HubKeys,
  id: string,
  { name, key, digest }: Pick<UploadedFile, 'name' | 'key' | 'digest'>,
): Promise<Buffer> => {
  const bytes = openBytes(keysOfVersion(keys, key).kept, placeOf(id, name), await bytesOf.get(id, name));
  if (sha256(bytes) !== digest) throw new Error('a file of the case differs from its digest');
  return bytes;
};
