/** That the dates of a key were set, as table `certificates` and S3 keep it: with the whole entry after it. In the table the reason lies sealed. */
import * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { Slug } from '#schemas/identifier.ts';
import { SealKey } from '#schemas/seal.ts';
import type { Key } from '../stored.ts';

const KeyAct = z.strictObject({
  v: z.literal(1),
  /** The entry as it stands since; its revision is the change's. */
  key: SealKey,
  /** Epoch ms. */
  at: z.int(),
  department: Slug,
  client: Slug,
  officer: Slug.optional(),
  /** Keyed digest of who asked for what: by it a repeat is known. */
  request: z.string(),
});
export type KeyAct = z.infer<typeof KeyAct>;

export const StoredKeyChange = z.strictObject({
  ...KeyAct.shape,
  /** The reason, sealed under the kept key of that version. */
  said: z.string(),
  keyVersion: z.int(),
});
export type StoredKeyChange = z.infer<typeof StoredKeyChange>;

/** The file: the act with its reason. */
export const KeyChangeFile = z.strictObject({ ...KeyAct.shape, reason: z.string() });
export type KeyChangeFile = z.infer<typeof KeyChangeFile>;

/** Revisions sort as texts up to 999,999. */
const REVISION_DIGITS = 6;
export const KEY_CHANGES = 'key-change#';
export const keyChangesOf = (keyId: string): string => `keys#${keyId}`;
export const keyChangeKey = (keyId: string, revision: number): Key => ({
  pk: keyChangesOf(keyId),
  sk: `${KEY_CHANGES}${String(revision).padStart(REVISION_DIGITS, '0')}`,
});

const place = ({ key: { keyId, revision } }: Pick<KeyAct, 'key'>): string => `key-change\n${keyId}\n${revision}`;

export const sealedChange = (keys: HubKeys, { reason, ...act }: KeyChangeFile): StoredKeyChange => ({
  ...act,
  said: seal(keys.kept, place(act), reason),
  keyVersion: keys.version,
});

/** Throws when the hub no longer holds the key of that version. */
export const openedChange = (keys: HubKeys, { said, keyVersion, ...act }: StoredKeyChange): KeyChangeFile => ({
  ...act,
  reason: open(keysOfVersion(keys, keyVersion).kept, place(act), said),
});

/** Same change, same bytes, same name. */
export const changeBytes = (file: KeyChangeFile): Uint8Array => Buffer.from(canonical(file));
