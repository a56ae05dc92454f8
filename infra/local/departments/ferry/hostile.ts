/** How a department behind a ferry may misbehave, each as it is met: on the way, by mistake, or on purpose. */
import { randomBytes } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { FORGED_PARCELS, type ForgedParcel, forgedSheets, forgedTwists } from './forged.ts';
import type { Sheet, Twists } from './parcels.ts';

export const HOSTILE_FERRY_MODES = [
  'none',
  'hang',
  'slow',
  'truncated',
  'flipped',
  'wrong-digest',
  'foreign-signature',
  'replay',
  'wrong-person',
  'wrong-charset',
  'row-missing',
  'zip-slip',
  'formula',
  'huge',
] as const;
/** What every department of this kind is tried with; the others are for the bar of hostile departments (infra/local/hostile.ts). */
export type HostileFerryMode = (typeof HOSTILE_FERRY_MODES)[number];
export type EveryFerryMode = HostileFerryMode | ForgedParcel;
export const EVERY_FERRY_MODE: readonly EveryFerryMode[] = [...HOSTILE_FERRY_MODES, ...FORGED_PARCELS];

const flip = (archive: Buffer): Buffer => {
  const other = Buffer.from(archive);
  const at = Math.floor(other.length / 2);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};

const TWISTS: Partial<Record<EveryFerryMode, () => Twists>> = {
  truncated: () => ({ archive: (archive) => archive.subarray(0, archive.length - 30) }),
  flipped: () => ({ archive: flip }),
  'wrong-digest': () => ({
    announce: ({ files }) => {
      for (const file of files as { sm3: string }[]) file.sm3 = '0'.repeat(64);
    },
  }),
  'foreign-signature': () => ({ key: sm2.generateKeyPairHex().privateKey }),
  'wrong-charset': () => ({ encode: (text) => Buffer.from(text, 'utf8') }),
  'zip-slip': () => ({ entryName: (name) => `../${name.slice(3)}` }),
  huge: () => ({ archive: (archive) => Buffer.concat([archive, randomBytes(3_000_000)]) }),
};

export const twistsOf = (mode: EveryFerryMode): Twists => TWISTS[mode]?.() ?? forgedTwists(mode);

/** Rows with their heading, whom they are about in the third column. `others`: codes of somebody else. */
export const spoilt = (mode: EveryFerryMode, sheets: readonly Sheet[], others: readonly string[]): Sheet[] =>
  forgedSheets(mode, sheets).map(({ name, rows }) => {
    const [heading = [], ...lines] = rows;
    if (mode === 'row-missing') return { name, rows: [heading, ...lines.slice(1)] };
    if (mode === 'formula') return { name, rows: [heading, ...lines.map((cells) => [...cells.slice(0, -1), '=1+1'])] };
    if (mode !== 'wrong-person') return { name, rows };
    const other = (code = '') => others.find((one) => !code.normalize('NFKC').toUpperCase().includes(one)) ?? code;
    return {
      name,
      rows: [heading, ...lines.map(([id = '', outcome = '', code, ...rest]) => [id, outcome, other(code), ...rest])],
    };
  });
