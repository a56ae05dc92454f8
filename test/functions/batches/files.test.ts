/** Files of a batch: RFC 4180 read strictly, both charsets exactly, and what is refused is refused by place and rule, never by what stands there. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { chunkAfter, cutRows, laneOf, lanesFor, type Row } from '#functions/batches/chunks.ts';
import { type FileForm, readFile } from '#functions/batches/read-file.ts';
import { FileRefused } from '#functions/batches/refusals.ts';
import { BATCH_LANES, BATCH_LIMITS, type Refusal } from '#schemas/batch.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const Request = z.strictObject({
  holder: z.string(),
  note: z.string().optional(),
  count: z.int().nullable(),
  sure: z.boolean(),
});
const CSV: FileForm = { format: 'csv', charset: 'utf-8' };
const GB: FileForm = { format: 'csv', charset: 'gb18030' };
const NDJSON: FileForm = { format: 'ndjson', charset: 'utf-8' };

const bytes = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text) : text);
const refusalOf = (file: string | Uint8Array, form: FileForm = CSV): Refusal | undefined => {
  try {
    readFile(bytes(file), form, Request);
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return error.refusals[0];
    throw error;
  }
};

/** As a writer must write it (RFC 4180, 2.5 to 2.7), or may. */
const quoted = (cell: string, always: boolean): string =>
  always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

// Characters of Chinese administration, and what breaks readers; each is in GB 18030.
const cell = fc.string({
  unit: fc.constantFrom('a', '1', '李', '𠮷', '"', ',', '\n', '\r\n', ' ', "'", '=', '·', '，'),
  maxLength: 10,
});
const values = fc.record({
  holder: cell,
  note: cell,
  count: fc.option(fc.integer({ min: -999, max: 999 })),
  sure: fc.boolean(),
});

test('what a writer wrote is read: any order of columns, any quoting, both line ends, both charsets, with or without a mark', () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 8 }),
      fc.shuffledSubarray(['holder', 'note', 'count', 'sure'], { minLength: 4 }),
      fc.record({ crlf: fc.boolean(), always: fc.boolean(), gb: fc.boolean(), bom: fc.boolean(), end: fc.boolean() }),
      (rows, columns, { crlf, always, gb, bom, end }) => {
        const eol = crlf ? '\r\n' : '\n';
        const lines = rows.map((row) =>
          columns.map((name) => quoted(String(row[name as keyof typeof row] ?? ''), always)).join(','),
        );
        const text = (bom && !gb ? '\ufeff' : '') + [columns.join(','), ...lines].join(eol) + (end ? eol : '');
        const read = readFile(gb ? iconv.encode(text, 'gb18030') : Buffer.from(text), gb ? GB : CSV, Request);
        expect(read).toEqual(
          rows.map(({ holder, note, count, sure }) => ({
            request: { holder, ...(note === '' ? {} : { note }), count, sure },
          })),
        );
      },
    ),
    { numRuns: FULL ? 20_000 : 500 },
  );
});

test('a ticket stands beside the request, in both formats', () => {
  const expected = [
    { request: { holder: 'a', count: 1, sure: true }, ticket: 't.t.t' },
    { request: { holder: 'b', count: null, sure: false } },
  ];
  const csv = 'ticket,holder,count,sure\nt.t.t,a,1,true\n,b,,false\n';
  expect(readFile(bytes(csv), CSV, Request)).toEqual(expected);
  const ndjson = expected.map(({ request, ...rest }) => JSON.stringify({ ...request, ...rest })).join('\r\n');
  expect(readFile(bytes(ndjson), NDJSON, Request)).toEqual(expected);
});

test('a cell that is not of its member’s kind stays text: the row is refused when it is asked, not the file', () => {
  const [row] = readFile(bytes('holder,count,sure\na,0x10,yes\n'), CSV, Request);
  expect(row).toEqual({ request: { holder: 'a', count: '0x10', sure: 'yes' } });
});

const HEAD = 'holder,count,sure\n';
test.each<[string, string | Uint8Array, FileForm, Refusal]>([
  ['empty', '', CSV, { rule: 'no-rows' }],
  ['nothing but line ends', '\r\n\r\n', NDJSON, { rule: 'no-rows' }],
  ['a heading alone', HEAD, CSV, { rule: 'no-rows' }],
  ['an unknown column', 'holder,count,sure,李娜\n', CSV, { row: 0, rule: 'no-member-of-the-request:column-4' }],
  ['a column twice', 'holder,count,sure,holder\n', CSV, { row: 0, column: 'holder', rule: 'column-twice' }],
  ['a column missing', 'holder,sure\na,true\n', CSV, { row: 0, column: 'count', rule: 'column-missing' }],
  ['too few cells', `${HEAD}a,1,true\nb,2\n`, CSV, { row: 2, rule: 'as-many-cells-as-the-heading' }],
  ['too many cells', `${HEAD}a,1,true,x\n`, CSV, { row: 1, rule: 'as-many-cells-as-the-heading' }],
  ['an empty line within', `${HEAD}a,1,true\n\nb,1,true\n`, CSV, { row: 2, rule: 'as-many-cells-as-the-heading' }],
  ['a quote that does not end', `${HEAD}a,1,true\n"b,1,true\n`, CSV, { row: 2, rule: 'quote-not-closed' }],
  ['a quote within', `${HEAD}a"b,1,true\n`, CSV, { row: 1, rule: 'quote-in-a-cell-must-be-doubled' }],
  ['text behind a quote', `${HEAD}"a"b,1,true\n`, CSV, { row: 1, rule: 'quote-in-a-cell-must-be-doubled' }],
  ['NUL', `${HEAD}a,1,true\nb,\0,true\n`, CSV, { rule: 'nul:line-3' }],
  ['a row too long', `${HEAD}${'x'.repeat(20_000)},1,true\n`, CSV, { row: 1, rule: 'row-too-long' }],
  ['broken UTF-8', Buffer.from([0x68, 0x0a, 0xe6, 0x9d]), CSV, { rule: 'not-utf-8:line-2' }],
  ['GB 18030 taken for UTF-8', iconv.encode(`${HEAD}李娜,1,true\n`, 'gb18030'), CSV, { rule: 'not-utf-8:line-2' }],
  ['broken GB 18030', Buffer.from([0x68, 0x0a, 0x68, 0x0a, 0x81]), GB, { rule: 'not-gb18030:line-3' }],
  ['a private character', `${HEAD}\ue000,1,true\n`, CSV, { rule: 'not-utf-8:line-2' }],
  ['no JSON', '{"holder":"a"}\n{"holder":\n', NDJSON, { row: 2, rule: 'json' }],
  ['JSON that is no object', '[1]\n', NDJSON, { row: 1, rule: 'json-object' }],
  ['JSON too deep', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}\n`, NDJSON, { row: 1, rule: 'json' }],
  ['a ticket that is no text', '{"ticket":1}\n', NDJSON, { row: 1, rule: 'ticket-is-text' }],
])('refused: %s', (_name, file, form, refusal) => {
  expect(refusalOf(file, form)).toEqual(refusal);
  expect(JSON.stringify(refusal)).not.toMatch(/李娜|\ue000/);
});

test('one row too many is refused, and what would fill the memory before it is a row', () => {
  const many = `${HEAD}${'a,1,true\n'.repeat(BATCH_LIMITS.rows + 1)}`;
  expect(refusalOf(many)).toEqual({ row: BATCH_LIMITS.rows + 1, rule: 'too-many-rows' });
  const bombs: [string, FileForm, Refusal][] = [
    [`${HEAD}${','.repeat(3_000_000)}\n`, CSV, { row: 1, rule: 'too-many-columns' }],
    [`${HEAD}${'"\n",'.repeat(700_000)}`, CSV, { row: 1, rule: 'too-many-columns' }],
    [`${HEAD}"${'x'.repeat(3_000_000)}`, CSV, { row: 1, rule: 'row-too-long' }],
    ['\n'.repeat(3_000_000), NDJSON, { rule: 'no-rows' }],
    [`${'\n'.repeat(3_000_000)}x`, NDJSON, { row: 1, rule: 'json' }],
  ];
  const before = process.memoryUsage().rss;
  for (const [bomb, form, refusal] of bombs) expect(refusalOf(bomb, form)).toEqual(refusal);
  expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
});

test('chunks hold every row once, in order, within their limits; lanes hold every chunk once', () => {
  const row = fc.integer({ min: 0, max: 16_000 }).map((length): Row => ({ request: 'x'.repeat(length) }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 320 }), (rows) => {
      const chunks = cutRows(rows);
      expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(rows);
      let first = 1;
      for (const chunk of chunks) {
        expect(chunk.first).toBe(first);
        first += chunk.rows.length;
        const size = chunk.rows.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
        expect(
          chunk.rows.length <= BATCH_LIMITS.chunkRows &&
            (size <= BATCH_LIMITS.chunkCharacters || chunk.rows.length === 1),
        ).toBe(true);
      }
      const walked = lanesFor(chunks.length).flatMap((lane) => {
        const own: number[] = [];
        for (let at: number | undefined = lane; at !== undefined; at = chunkAfter(at, chunks.length)) own.push(at);
        expect(own.every((chunk) => laneOf(chunk) === lane)).toBe(true);
        return own;
      });
      expect(walked.toSorted((a, b) => a - b)).toEqual(chunks.map((_, i) => i));
      expect(lanesFor(chunks.length).length).toBeLessThanOrEqual(BATCH_LANES);
    }),
    { numRuns: FULL ? 1_000 : 60 },
  );
});
