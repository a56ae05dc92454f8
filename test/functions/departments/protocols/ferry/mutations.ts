/** Everything that can be wrong with a parcel of answers, from one seed. What is changed in a `draft` is signed by the department; what is changed in a parcel is not. */
import { randomUUID } from 'node:crypto';
import iconv from 'iconv-lite';
import { type Chance, chance as seeded } from '#city/generate/prng.ts';
import type { Parcel } from '#schemas/ferry.ts';
import { type Draft, drafted, foreignKeys, type Manifest, signBy } from './other-side.ts';
import { rawZip } from './raw-zip.ts';

type Rows = readonly (readonly string[])[];
type Change = (draft: Draft, chance: Chance) => Draft;

const sheets =
  (change: (rows: string[][], chance: Chance) => Rows): Change =>
  (draft, chance) => {
    const [name = ''] = [...draft.sheets.keys()].slice(0, 1);
    const rows = (draft.sheets.get(name) ?? []).map((cells) => [...cells]);
    return { ...draft, sheets: new Map([...draft.sheets, [name, change(rows, chance)]]) };
  };
const row = (rows: readonly unknown[], chance: Chance): number => chance.int(1, rows.length - 1);
const cell = (text: (chance: Chance, old: string) => string): Change =>
  sheets((rows, chance) => {
    const [at, column] = [row(rows, chance), chance.int(2, (rows[0]?.length ?? 3) - 1)];
    rows[at] = rows[at]!.map((old, i) => (i === column ? text(chance, old) : old));
    return rows;
  });
const bytes =
  (change: (bytes: Buffer, chance: Chance) => Buffer): Change =>
  (draft, chance) => ({ ...draft, bytes: (all) => change(all, chance) });
const first =
  (over: object): Change =>
  (draft) => ({ ...draft, entries: ([one, ...rest]) => [{ ...one!, ...over }, ...rest] });
const manifest =
  (patch: (one: Manifest) => object): Change =>
  (draft) => ({ ...draft, manifest: (one) => Object.assign(one, patch(one)) });
const firstFile = (patch: (file: Manifest['files'][number]) => object): Change =>
  manifest(({ files: [file, ...rest] }) => ({ files: [{ ...file, ...patch(file!) }, ...rest] }));

const ZEROES = '0'.repeat(64);
const nested = { name: 'more.zip', data: rawZip([{ name: 'identity.csv', data: Buffer.from('x') }]) };

/** Signed by the department, and wrong. */
const SIGNED: Readonly<Record<string, Change>> = {
  'row missing': sheets((rows, chance) => rows.toSpliced(row(rows, chance), 1)),
  'row too many': sheets((rows) => [...rows, [randomUUID(), ...rows[1]!.slice(1)]]),
  'row twice': sheets((rows, chance) => [...rows, rows[row(rows, chance)]!]),
  'row instead of another': sheets((rows) => rows.map((cells, i) => (i === 1 ? rows[2]! : cells))),
  'rows swapped': sheets((rows) => [rows[0]!, rows[2]!, rows[1]!, ...rows.slice(3)]),
  'rows turned round': sheets((rows) => [rows[0]!, ...rows.slice(1).reverse()]),
  'number of another question': sheets((rows, chance) =>
    rows.with(row(rows, chance), [randomUUID(), ...rows[1]!.slice(1)]),
  ),
  'unknown column': sheets((rows) => rows.map((cells, i) => [...cells, i === 0 ? '备注' : '无'])),
  'column missing': sheets((rows) => rows.map((cells) => cells.slice(0, -1))),
  'columns swapped': sheets((rows) => [rows[0]!.toReversed(), ...rows.slice(1)]),
  'no heading': sheets((rows) => rows.slice(1)),
  'a cell too many': sheets((rows, chance) => rows.with(row(rows, chance), [...rows[1]!, ''])),
  'unknown outcome': sheets((rows, chance) =>
    rows.map((cells, i) => (i === row(rows, chance) || i === 1 ? [cells[0]!, '不详', ...cells.slice(2)] : cells)),
  ),
  formula: cell((chance) => `${chance.pick(['=', '+', '-', '@', ' =', '＝'])}cmd|'/c calc'!A0`),
  'tab in a cell': cell((_, old) => `\t${old}`),
  'line in a cell': cell((_, old) => `${old}\n`),
  'NUL in a cell': cell((_, old) => `${old}\u0000`),
  'BOM of UTF-8': bytes((all) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), all])),
  'BOM of GB18030': bytes((all) => Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), all])),
  'really UTF-8': bytes((all) => Buffer.from(iconv.decode(all, 'gb18030'), 'utf8')),
  'really UTF-16': bytes((all) => Buffer.from(iconv.decode(all, 'gb18030'), 'utf16le')),
  'really Big5': bytes((all) => iconv.encode(iconv.decode(all, 'gb18030'), 'big5')),
  'broken GB18030': bytes((all, chance) => {
    const at = chance.int(20, all.length - 1);
    return Buffer.concat([all.subarray(0, at), Buffer.from([0xff, 0xff]), all.subarray(at)]);
  }),
  'half a character at the end': bytes((all) => Buffer.concat([all, Buffer.from([0x81])])),
  'quote that never ends': bytes((all) => Buffer.concat([all.subarray(0, -2), Buffer.from('"\r\n')])),
  'empty line': bytes((all) => Buffer.concat([all, Buffer.from('\r\n')])),
  'empty file': bytes(() => Buffer.from('\r\n')),
  'zip slip': first({ name: '../identity.csv' }),
  'zip slip in the local header': first({ localName: '../../identity.csv' }),
  'zip slip under a second, better name': first({ name: '../identity.csv', otherName: 'identity.csv' }),
  'another file under a second, better name': first({ name: 'notes.csv', otherName: 'identity.csv' }),
  'absolute path': first({ name: '/identity.csv' }),
  'drive letter': first({ name: 'C:\\identity.csv' }),
  'name in capitals': first({ name: 'IDENTITY.CSV' }),
  'symbolic link': first({ mode: 0o120777 }),
  directory: first({ mode: 0o040755 }),
  encrypted: first({ flags: 1 }),
  'strongly encrypted': first({ flags: 0x41 }),
  'unknown packing': first({ method: 12 }),
  'stored but called packed': first({ method: 8, behind: Buffer.from('more') }),
  'size smaller than it is': first({ size: 10 }),
  'size larger than it is': first({ size: 9_999_999 }),
  bomb: first({ data: Buffer.alloc(8_000_000, 0x20) }),
  nested: (draft) => ({ ...draft, entries: (all) => [...all, nested] }),
  'another file': (draft) => ({ ...draft, entries: (all) => [...all, { name: 'notes.csv', data: Buffer.from('x') }] }),
  'file missing': (draft) => ({ ...draft, entries: (all) => all.slice(1) }),
  'no file at all': (draft) => ({ ...draft, entries: () => [] }),
  'a file twice': (draft) => ({ ...draft, zip: (all) => rawZip([all[0]!, all[0]!]) }),
  'one file named twice': (draft) => ({ ...draft, zip: (all) => rawZip(all, { times: 2 }) }),
  'bytes before the first file': first({ before: Buffer.from('#!/bin/sh\n') }),
  'bytes between files and directory': (draft) => ({
    ...draft,
    zip: (all) => rawZip(all, { gap: Buffer.from('hidden') }),
  }),
  'bytes behind the archive': (draft) => ({
    ...draft,
    zip: (all) => Buffer.concat([rawZip(all), Buffer.from('more')]),
  }),
  'comment of the archive': (draft) => ({ ...draft, zip: (all) => rawZip(all, { comment: 'more' }) }),
  'not an archive': (draft) => ({ ...draft, zip: () => Buffer.from('identity,'.repeat(40)) }),
  'archive cut short': (draft, chance) => ({
    ...draft,
    zip: (all) => rawZip(all).subarray(0, chance.int(30, rawZip(all).length - 1)),
  }),
  'another parcel': manifest(({ answers }) => ({ answers: { ...(answers as object), parcel: randomUUID() } })),
  'digest of another parcel': manifest(({ answers }) => ({
    answers: { ...(answers as object), sha256: 'a'.repeat(64) },
  })),
  'another department': manifest(() => ({ department: 'taxation' })),
  'another kind': manifest(() => ({ kind: 'questions' })),
  'a kind that does not fit': manifest(() => ({ kind: 'void-cards' })),
  'another format': manifest(() => ({ format: 'onetrip-ferry/2' })),
  'unknown member': manifest(() => ({ note: 'x' })),
  'fewer rows announced': firstFile(({ rows }) => ({ rows: rows - 1 })),
  'more rows announced': firstFile(({ rows }) => ({ rows: rows + 1 })),
  'no rows announced': firstFile(() => ({ rows: -1 })),
  'fewer bytes announced': firstFile(({ bytes: all }) => ({ bytes: all - 1 })),
  'a wrong SHA-256': firstFile(() => ({ sha256: ZEROES })),
  'a wrong SM3': firstFile(() => ({ sm3: ZEROES })),
  'a wrong SHA-256 of the archive': manifest(({ archive }) => ({ archive: { ...archive, sha256: ZEROES } })),
  'a wrong SM3 of the archive': manifest(({ archive }) => ({ archive: { ...archive, sm3: ZEROES } })),
  'a file announced twice': manifest(({ files }) => ({ files: [...files, files[0]] })),
  'a file announced that is not there': manifest(({ files }) => ({
    files: [...files, { ...files[0], name: 'more.csv' }],
  })),
  'no file announced': manifest(() => ({ files: [] })),
  'a member twice': (draft) => ({ ...draft, line: (line) => line.replace('"kind":', '"kind":"questions","kind":') }),
  'a list instead of an object': (draft) => ({ ...draft, line: (line) => `{"x":[${line}]}` }),
  'not JSON': (draft) => ({ ...draft, line: (line) => `${line.slice(0, -2)}}` }),
  'signed by somebody else': (draft) => ({ ...draft, sign: signBy(foreignKeys) }),
  'signed without being asked': (draft) => ({ ...draft, sign: () => '3006020101020101'.repeat(8) }),
};

const swap = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
const flipped = (base64: string, chance: Chance): string => {
  const all = Buffer.from(base64, 'base64');
  const at = chance.int(0, all.length - 1);
  all[at] = (all[at] ?? 0) ^ (1 << chance.int(0, 7));
  return all.toString('base64');
};

/** Changed on the way, after it was signed. */
const ON_THE_WAY: Readonly<Record<string, (parcel: Parcel, chance: Chance) => Parcel>> = {
  'a bit of the archive': (parcel, chance) => ({ ...parcel, archive: flipped(parcel.archive, chance) }),
  'a sign of the manifest': ({ manifest, archive }, chance) => ({
    archive,
    manifest: swap(manifest, chance.int(1, manifest.length - 2)),
  }),
  'archive cut': ({ manifest, archive }, chance) => ({
    manifest,
    archive: archive.slice(0, 4 * chance.int(0, archive.length / 4 - 1)),
  }),
  'archive longer': ({ manifest, archive }) => ({
    manifest,
    archive: Buffer.concat([Buffer.from(archive, 'base64'), Buffer.alloc(3)]).toString('base64'),
  }),
  'manifest cut': ({ manifest, archive }, chance) => ({
    archive,
    manifest: manifest.slice(0, chance.int(0, manifest.length - 20)),
  }),
  'signature gone': ({ manifest, archive }) => ({ archive, manifest: manifest.split('\n')[0] ?? '' }),
  'a line more': ({ manifest, archive }) => ({ archive, manifest: `${manifest}{}\n` }),
};

export interface Mutation {
  readonly kind: string;
  readonly parcel: Parcel;
}

/** At least `count`, every kind at least once. `good` makes a draft of the good parcel. */
export const mutations = (good: () => Draft, count: number, seed = 'ferry'): Mutation[] => {
  const whole = drafted(good());
  const kinds = [
    ...Object.entries(SIGNED).map(([name, change]) => [name, (c: Chance) => drafted(change(good(), c))] as const),
    ...Object.entries(ON_THE_WAY).map(([name, change]) => [name, (c: Chance) => change(whole, c)] as const),
  ];
  const rounds = Math.ceil(count / kinds.length);
  return Array.from({ length: rounds }, (_, round) =>
    kinds.map(([kind, make]) => ({ kind, parcel: make(seeded(`${seed} ${kind} ${round}`)) })),
  ).flat();
};
