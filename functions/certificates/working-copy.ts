/** The master beside its index entry: a pull then needs no file. Derived, never the truth: without it, or when it differs, the file is read. */
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { sha256Hex } from './master.ts';
import type { StoredMaster } from './stored.ts';

const placeOf = (identifier: string): string => `master\n${identifier}`;

/** `text`: the master's canonical JSON. */
export const workingCopy = (keys: HubKeys, identifier: string, text: string): StoredMaster => ({
  v: 1,
  keyVersion: keys.version,
  sealed: seal(keys.kept, placeOf(identifier), text),
});

/** The master's text, when it is there, can be opened and has this SHA-256 (hex). */
export const openWorkingCopy = (
  keys: HubKeys,
  identifier: string,
  stored: StoredMaster | undefined,
  sha256: string,
): string | undefined => {
  if (!stored) return undefined;
  try {
    const text = open(keysOfVersion(keys, stored.keyVersion).kept, placeOf(identifier), stored.sealed);
    return sha256Hex(text) === sha256 ? text : undefined;
  } catch {
    return undefined;
  }
};
