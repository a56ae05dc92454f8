/** The package of a case: its content closed file by file, as one bag in one file. The same case gives the same bytes. */
import { createHash } from 'node:crypto';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { RETENTION_UNDECIDED, RETENTION_YEARS, type StoredArchive } from '#schemas/case-archive.ts';
import type { MatterType } from '#schemas/matter-code.ts';
import { matterOf } from '../template.ts';
import { bagOf } from './bag.ts';
import { contentOf, type Parts } from './content.ts';
import { closed, packageKey, wrapped } from './package-key.ts';
import { zipped } from './zip.ts';

const README = `电子档案 The file of one case, as a BagIt bag (RFC 8493).
Each file *.aes is 12 bytes of nonce, 16 bytes of tag, then AES-256-GCM under the key of this package; its additional data is its path below
data/ without .aes. key.json holds that key wrapped (RFC 3394) under the key of the hub that it names. Manifests are of the files as they stand
here: whoever checks them needs no key. library.json names the certificates that the case issued and used, with a copy where it may lie here, and why where
none does. timeline.json holds every event, timeline.pdf says them in words; everything else follows from it, from files/ and from certificates/.
`;

/** Of the matters that were decided the longest term. */
const years = ({ found, telling: { matters } }: Parts): number => {
  const decided = found.tasks.filter(({ decision }) => decision !== undefined);
  const terms = decided.map(
    ({ matter, version }) => RETENTION_YEARS[matterOf(matters, matter, version).type as MatterType],
  );
  return Math.max(RETENTION_UNDECIDED, ...terms);
};

/** The day of the end, so many years later. */
const after = (at: number, count: number): number => {
  const day = new Date(at);
  day.setUTCFullYear(day.getUTCFullYear() + count);
  return day.getTime();
};

export interface Made {
  readonly archive: StoredArchive;
  readonly bytes: Uint8Array;
}

export const makePackage = async (parts: Parts, keys: Pick<HubKeys, 'version' | 'kept'>): Promise<Made> => {
  const { found, events, telling } = parts;
  const endedAt = events.at(-1)?.at ?? found.openedAt;
  const until = after(endedAt, years(parts));
  const key = packageKey(keys.kept, found.id);
  const payload = new Map<string, Uint8Array>([
    ['README.txt', Buffer.from(README)],
    [
      'key.json',
      Buffer.from(`${JSON.stringify({ v: 1, wrap: 'A256KW', hubKey: keys.version, key: wrapped(keys.kept, key) })}\n`),
    ],
  ]);
  for (const [path, bytes] of await contentOf(parts)) payload.set(`${path}.aes`, closed(key, path, bytes));
  const bag = bagOf(payload, {
    'Source-Organization': telling.matters.raw.hall.name.en,
    'External-Identifier': found.id,
    'Bagging-Date': beijingDate(endedAt),
    'Bag-Count': '1 of 1',
    'Retention-Until': beijingDate(until),
  });
  const bytes = await zipped(found.id, bag);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    archive: { v: 1, state: 'intended', sha256, bytes: bytes.length, files: payload.size, endedAt, until },
    bytes,
  };
};
