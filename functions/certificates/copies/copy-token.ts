/** The token of a copy: follows from the copy's id, so that a repeat answers the same; kept only as a digest. */
import { timingSafeEqual } from 'node:crypto';
import { type HubKeys, hmac, keysOfVersion, sha256 } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import type { StoredCopyItem } from './stored-copy.ts';

/** Which copy, and a proof of 256 bits that nobody without the hub's key can make. */
const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

export const copyToken = (keys: Pick<HubKeys, 'kept'>, copy: string): string =>
  `${copy}.${hmac(keys.kept, `copy-token\n${copy}`)}`;

/** The id of the copy that a token claims to open. */
export const copyIn = (token: string): string | undefined => FORM.exec(token)?.[1];

export const opens = (token: string, { token: kept }: Pick<StoredCopyItem, 'token'>): boolean =>
  kept !== undefined && timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(kept));

const placeOf = (copy: string): string => `copy\n${copy}`;

/** What the item keeps of token and party. */
export const kept = (keys: HubKeys, copy: string, holder: string) => ({
  token: sha256(copyToken(keys, copy)),
  keyVersion: keys.version,
  sealed: seal(keys.kept, placeOf(copy), holder),
});

/** The token once more, for who repeats his request; undefined when the hub no longer holds the key. */
export const tokenOf = (keys: HubKeys, { copy, keyVersion }: StoredCopyItem): string | undefined => {
  const version = [keys, ...keys.earlier].find((one) => one.version === keyVersion);
  return version && copyToken(version, copy);
};

/** The party's code. Throws when the item has none, or the hub no longer holds its key. */
export const holderIn = (keys: HubKeys, { copy, keyVersion = 0, sealed = '' }: StoredCopyItem): string =>
  open(keysOfVersion(keys, keyVersion).kept, placeOf(copy), sealed);
