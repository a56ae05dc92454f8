/** The code that a holder shows: drawn by lot, good for two minutes, kept as a digest. */
import { type HubKeys, keysOfVersion, nonce, sha256 } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import type { StoredShow } from './stored-show.ts';

const SHOWN_FOR_MS = 120_000;

/** 128 bits. */
export const newCode = (): string => nonce(16);

export const codeDigest = (code: string): string => sha256(`show\n${code}`);

const placeOf = (digest: string): string => `show\n${digest}`;

export interface Shown {
  readonly identifier: string;
  readonly client: string;
  /** The holder's code. */
  readonly holder: string;
  /** Epoch ms. */
  readonly now: number;
}

export const storedShow = (keys: HubKeys, digest: string, { identifier, client, holder, now }: Shown): StoredShow => ({
  v: 1,
  identifier,
  client,
  keyVersion: keys.version,
  sealed: seal(keys.kept, placeOf(digest), holder),
  at: now,
  expiresAt: now + SHOWN_FOR_MS,
});

/** Throws when the hub no longer holds its key. */
export const holderOf = (keys: HubKeys, digest: string, { keyVersion, sealed }: StoredShow): string =>
  open(keysOfVersion(keys, keyVersion).kept, placeOf(digest), sealed);
