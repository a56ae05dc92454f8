/** Parcels that the department signs and that are wrong: archives that unfold, point elsewhere or hide something, sheets that say other than announced. */
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import iconv from 'iconv-lite';
import { ZipFile } from 'yazl';
import type { Sheet, Twists } from './parcels.ts';

export const PLANTED_CELL = 'SECRET-人口库-hunter2';
const BOMB = 60_000_000;
type Files = Parameters<NonNullable<Twists['pack']>>[0];

const zipped = async (add: (zip: ZipFile, files: Files) => void, files: Files): Promise<Buffer> => {
  const zip = new ZipFile();
  add(zip, files);
  zip.end();
  return buffer(zip.outputStream);
};
const packing =
  (add: (zip: ZipFile, files: Files) => void): (() => Twists) =>
  () => ({ pack: (files) => zipped(add, files) });
const each =
  (options: object, bytes: (bytes: Buffer) => Buffer = (same) => same) =>
  (zip: ZipFile, files: Files): void => {
    for (const file of files) zip.addBuffer(bytes(file.bytes), file.name, options);
  };

/** Both headers say the size that was announced; the data unfolds to far more. */
const lying = async (files: Files): Promise<Buffer> => {
  const archive = await zipped(
    each({ forceDosTimestamp: true }, () => Buffer.alloc(BOMB, 32)),
    files,
  );
  const [real, said] = [Buffer.alloc(4), Buffer.alloc(4)];
  real.writeUInt32LE(BOMB);
  said.writeUInt32LE(files[0]?.bytes.length ?? 0);
  for (let at = archive.indexOf(real); at >= 0; at = archive.indexOf(real, at + 4)) said.copy(archive, at);
  return archive;
};

const FORGERIES = {
  'zip-bomb': packing(each({}, () => Buffer.alloc(BOMB, 32))),
  'zip-bomb-that-lies': () => ({ pack: lying }),
  'zip-in-zip': packing((zip, files) => {
    each({})(zip, files);
    zip.addBuffer(Buffer.from('PK\u0003\u0004'), 'more.zip');
  }),
  'many-entries': packing((zip, files) => {
    each({})(zip, files);
    for (let i = 0; i < 5000; i += 1) zip.addBuffer(Buffer.of(), `a${i}.csv`, { compress: false });
  }),
  'symbolic-link': packing(each({ mode: 0o120777 }, () => Buffer.from('/etc/passwd'))),
  'hidden-bytes': () => ({
    pack: async (files) => Buffer.concat([Buffer.from(`#!/bin/sh\n${PLANTED_CELL}\n`), await zipped(each({}), files)]),
  }),
  'other-parcel': () => ({
    announce: (manifest) => Object.assign(manifest.answers as object, { parcel: randomUUID() }),
  }),
  'other-department': () => ({ announce: (manifest) => Object.assign(manifest, { department: 'taxation' }) }),
  'invalid-gb18030': () => ({
    encode: (text) => Buffer.concat([iconv.encode(text.trimEnd(), 'gb18030'), Buffer.from([0x81, 0x30, 0xff, 13, 10])]),
  }),
  unsigned: () => ({ manifest: (text) => `${text.split('\n')[0]}\n` }),
  'manifest-key-twice': () => ({ line: (line) => line.replace('"kind":', '"kind":"questions","kind":') }),
  'manifest-huge': () => ({ announce: (manifest) => Object.assign(manifest, { note: PLANTED_CELL.repeat(100_000) }) }),
  'wrong-type': () => ({}),
  'extra-column': () => ({}),
  'nul-in-cells': () => ({}),
} as const satisfies Record<string, () => Twists>;

export type ForgedParcel = keyof typeof FORGERIES;
export const FORGED_PARCELS = Object.keys(FORGERIES) as readonly ForgedParcel[];
export const forgedTwists = (mode: string): Twists =>
  Object.hasOwn(FORGERIES, mode) ? FORGERIES[mode as ForgedParcel]() : {};

/** Rows with their heading; number, outcome and subject stand in the first three columns. */
export const forgedSheets = (mode: string, sheets: readonly Sheet[]): readonly Sheet[] => {
  const rows = (change: (cells: readonly string[], heading: boolean) => readonly string[]): readonly Sheet[] =>
    sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((cells, i) => change(cells, i === 0)) }));
  if (mode === 'wrong-type')
    return rows((cells, heading) => (heading ? cells : cells.map((cell, i) => (i > 2 ? PLANTED_CELL : cell))));
  if (mode === 'extra-column') return rows((cells, heading) => [...cells, heading ? '健康状况' : PLANTED_CELL]);
  if (mode === 'nul-in-cells')
    return rows((cells, heading) => (heading ? cells : cells.map((cell, i) => (i > 2 ? `${cell}\0` : cell))));
  return sheets;
};
