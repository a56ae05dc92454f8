/** The other side's own reading and writing of parcels, after docs/ferry.md and nothing else: it shares no code with the hub's. */
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import iconv from 'iconv-lite';
import { sm2 } from 'sm-crypto-v2';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

export interface Keys {
  readonly departmentPrivate: string;
  readonly hubPublic: string;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export interface Questions {
  readonly parcel: string;
  readonly sha256: string;
  /** Without the heading. */
  readonly sheets: readonly Sheet[];
}

const hex = (algorithm: 'sha256' | 'sm3', bytes: Buffer): string => createHash(algorithm).update(bytes).digest('hex');
const both = (bytes: Buffer) => ({ bytes: bytes.length, sha256: hex('sha256', bytes), sm3: hex('sm3', bytes) });
const SM2 = { hash: true, der: true } as const;

/** Cells of CSV as the hub writes it: quotes only where they are needed. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

/** Throws when the parcel is not the hub's, or not whole. */
export const readQuestions = async (folder: string, name: string, { hubPublic }: Keys): Promise<Questions> => {
  const [line = '', signed = ''] = (await readFile(join(folder, `${name}.manifest`), 'utf8')).split('\n');
  if (!sm2.doVerifySignature(line, signed.replace(/^sm2:/, ''), hubPublic, SM2))
    throw new Error('not signed by the hub');
  const manifest = JSON.parse(line);
  const archive = await readFile(join(folder, `${name}.zip`));
  if (hex('sm3', archive) !== manifest.archive.sm3) throw new Error('not the archive that was announced');
  const sheets: Sheet[] = [];
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    const [, ...lines] = iconv.decode(bytes, 'gb18030').trimEnd().split('\r\n');
    sheets.push({ name: entry.fileName, rows: lines.map(cellsOf) });
  }
  return { parcel: manifest.parcel, sha256: manifest.archive.sha256, sheets };
};

const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells) => `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`,
    )
    .join('');

/** Everything that a hostile department may do on the way. */
export interface Twists {
  readonly encode?: (text: string) => Buffer;
  readonly entryName?: (name: string) => string;
  /** Instead of the honest archive of these files: it is announced and signed as it is. */
  readonly pack?: (files: readonly { readonly name: string; readonly bytes: Buffer }[]) => Promise<Buffer>;
  readonly archive?: (archive: Buffer) => Buffer;
  readonly announce?: (manifest: Record<string, unknown>) => void;
  readonly line?: (line: string) => string;
  readonly key?: string;
  /** Of the whole manifest file. */
  readonly manifest?: (text: string) => string;
}

export interface Made {
  readonly archive: Buffer;
  readonly manifest: string;
}

/** The library writes no path that leaves the folder; who wants one must write it himself. */
const packed =
  (entryName: (name: string) => string) =>
  async (files: readonly { readonly name: string; readonly bytes: Buffer }[]): Promise<Buffer> => {
    const zip = new ZipFile();
    for (const { name, bytes } of files) zip.addBuffer(bytes, entryName(name).replace(/^\.\.\//, 'xx_'));
    zip.end();
    return Buffer.from((await buffer(zip.outputStream)).toString('latin1').replaceAll('xx_', '../'), 'latin1');
  };

/** `label`: what the manifest says of its department and beside the files. Sheets come with their heading. */
export const make = async (label: object, sheets: readonly Sheet[], keys: Keys, twists: Twists = {}): Promise<Made> => {
  const { encode = (text) => iconv.encode(text, 'gb18030'), entryName = (name) => name } = twists;
  const files = sheets.map(({ name, rows }) => ({ name, rows: rows.length - 1, bytes: encode(csv(rows)) }));
  const made = await (twists.pack ?? packed(entryName))(files);
  const archive = twists.archive?.(made) ?? made;
  const manifest: Record<string, unknown> = {
    format: 'onetrip-ferry/1',
    parcel: randomUUID(),
    madeAt: new Date().toISOString(),
    ...label,
    archive: both(made),
    files: files.map(({ name, rows, bytes }) => ({ name, rows, ...both(bytes) })),
  };
  twists.announce?.(manifest);
  const line = (twists.line ?? String)(JSON.stringify(manifest));
  const signed = `${line}\nsm2:${sm2.doSignature(line, twists.key ?? keys.departmentPrivate, SM2)}\n`;
  return { archive, manifest: (twists.manifest ?? String)(signed) };
};

/** The manifest last, each under its name only when it is complete. */
export const putIn = async (folder: string, name: string, { archive, manifest }: Made): Promise<void> => {
  for (const [kind, bytes] of [
    ['zip', archive],
    ['manifest', manifest],
  ] as const) {
    await writeFile(join(folder, `${name}.${kind}.part`), bytes);
    await rename(join(folder, `${name}.${kind}.part`), join(folder, `${name}.${kind}`));
  }
};

/** The manifest first: without it the parcel is not there. */
export const takeAway = async (folder: string, name: string): Promise<void> => {
  for (const kind of ['manifest', 'zip']) await rm(join(folder, `${name}.${kind}`), { force: true });
};
