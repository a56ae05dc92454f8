/** That a legal hold was placed or released, as table `certificates` and S3 keep it: two acts, neither ever changed. In the table their words lie sealed. */
import * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { CertificateIdentifier, Slug, Uuid } from '#schemas/identifier.ts';
import type { Key } from '../stored.ts';

const Act = {
  v: z.literal(1),
  hold: Uuid,
  identifier: CertificateIdentifier,
  /** Of the certificate. */
  type: Slug,
  /** Epoch ms. */
  at: z.int(),
  department: Slug,
  client: Slug,
  officer: Slug.optional(),
  /** Keyed digest of who asked for what: by it a repeat is known. */
  request: z.string(),
} as const;

const placed = z.literal('placed');
const released = z.literal('released');

export const StoredHold = z.strictObject({
  ...Act,
  act: z.union([placed, released]),
  /** The words, sealed under the kept key of that version. */
  said: z.string(),
  keyVersion: z.int(),
});
export type StoredHold = z.infer<typeof StoredHold>;

const Ordered = z.strictObject({
  reason: z.string(),
  legalBasis: z.string(),
  document: z.string(),
  orderedBy: z.string(),
});
const Lifted = z.strictObject({ reason: z.string(), document: z.string().optional() });

/** The file: the act with its words. */
export const HoldFile = z.discriminatedUnion('act', [
  z.strictObject({ ...Act, act: placed, words: Ordered }),
  z.strictObject({ ...Act, act: released, words: Lifted }),
]);
export type HoldFile = z.infer<typeof HoldFile>;
export type HoldAct = HoldFile['act'];
export type Placed = Extract<HoldFile, { act: 'placed' }>;
export type Released = Extract<HoldFile, { act: 'released' }>;

export const LEGAL_HOLDS = 'legal-hold#';
export const holdKey = ({ identifier, hold, act }: Pick<HoldFile, 'identifier' | 'hold' | 'act'>): Key => ({
  pk: identifier,
  sk: `${LEGAL_HOLDS}${hold}${act === 'released' ? '#release' : ''}`,
});

const place = ({ identifier, hold, act }: Pick<HoldFile, 'identifier' | 'hold' | 'act'>): string =>
  `legal-hold\n${identifier}\n${hold}\n${act}`;

export const sealedHold = (keys: HubKeys, { words, ...act }: HoldFile): StoredHold => ({
  ...act,
  said: seal(keys.kept, place(act), JSON.stringify(words)),
  keyVersion: keys.version,
});

/** Throws when the hub no longer holds the key of that version. */
export const openedHold = (keys: HubKeys, { said, keyVersion, ...act }: StoredHold): HoldFile =>
  HoldFile.parse({ ...act, words: JSON.parse(open(keysOfVersion(keys, keyVersion).kept, place(act), said)) });

/** Same act, same bytes, same name. */
export const holdBytes = (file: HoldFile): Uint8Array => Buffer.from(canonical(file));

/** Of all acts on a certificate: whether at least one hold stands. */
export const isHeld = (acts: readonly Pick<StoredHold, 'hold' | 'act'>[]): boolean => {
  const gone = new Set(acts.filter(({ act }) => act === 'released').map(({ hold }) => hold));
  return acts.some(({ act, hold }) => act === 'placed' && !gone.has(hold));
};
