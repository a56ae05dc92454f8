/** A BagIt bag (RFC 8493) in memory: payload, manifests of SHA-256 and SHA-512, tag manifests. The same payload and facts give the same bytes. */
import { createHash } from 'node:crypto';

/** Path to bytes; paths from the root of the bag, with strokes. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

const ALGORITHMS = ['sha256', 'sha512'] as const;
const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

const hex = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');
const byPath = (files: BagFiles): [string, Uint8Array][] => [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
const manifest = (algorithm: string, files: BagFiles): Buffer =>
  Buffer.from(
    byPath(files)
      .map(([path, bytes]) => `${hex(algorithm, bytes)}  ${path}\n`)
      .join(''),
  );

/** `payload`: paths below data/. `info`: what bag-info.txt says, beside the octets and files of the payload. */
export const bagOf = (payload: BagFiles, info: Readonly<Record<string, string>>): BagFiles => {
  const data = new Map(byPath(payload).map(([path, bytes]) => [`data/${path}`, bytes]));
  const octets = [...data.values()].reduce((sum, { length }) => sum + length, 0);
  const said = { ...info, 'Payload-Oxum': `${octets}.${data.size}` };
  const tags = new Map<string, Uint8Array>([
    ['bagit.txt', Buffer.from(DECLARATION)],
    [
      'bag-info.txt',
      Buffer.from(
        Object.entries(said)
          .map(([label, value]) => `${label}: ${value}\n`)
          .join(''),
      ),
    ],
    ...ALGORITHMS.map((one) => [`manifest-${one}.txt`, manifest(one, data)] as const),
  ]);
  const sealed = ALGORITHMS.map((one) => [`tagmanifest-${one}.txt`, manifest(one, tags)] as const);
  return new Map([...tags, ...sealed, ...data]);
};

/** What is wrong with a bag, each with its file; empty when nothing is. Completeness and validity as RFC 8493, 3, has them. */
export const faultsOf = (files: BagFiles): { file: string; fault: string }[] => {
  const faults: { file: string; fault: string }[] = [];
  const say = (file: string, fault: string) => void faults.push({ file, fault });
  if (Buffer.from(files.get('bagit.txt') ?? []).toString() !== DECLARATION) say('bagit.txt', 'not-a-bag');
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'));
  for (const algorithm of ALGORITHMS)
    for (const kind of ['manifest', 'tagmanifest'] as const) {
      const name = `${kind}-${algorithm}.txt`;
      const text = files.get(name);
      if (!text) {
        say(name, 'missing');
        continue;
      }
      const listed = new Map(
        Buffer.from(text)
          .toString()
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => [line.slice(line.indexOf('  ') + 2), line.slice(0, line.indexOf('  '))] as const),
      );
      for (const [path, digest] of listed) {
        const bytes = files.get(path);
        if (!bytes) say(path, 'missing');
        else if (hex(algorithm, bytes) !== digest) say(path, `${algorithm}-differs`);
      }
      const wanted =
        kind === 'manifest' ? payload : [...files.keys()].filter((path) => !/^(data\/|tagmanifest-)/.test(path));
      for (const path of wanted) if (!listed.has(path)) say(path, `not-in-${name}`);
    }
  return faults;
};
