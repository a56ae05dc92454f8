/** The result as CSV: whatever stands in an answer, no spreadsheet takes a cell for a formula, and the reader gets every text back. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ResultRow, resultText } from '#functions/batches/result.ts';
import { markCell, plainCell } from '#schemas/batch-cell.ts';

const RUNS = { numRuns: process.env.ONETRIP_FULL === '1' ? 50_000 : 1_000 };

/** What spreadsheets run, after OWASP's list, blanks before and full-width forms included. */
const DANGEROUS = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    "'",
    "''",
    "'=1",
    '=1+1',
    '+86 138',
    '-5',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u3000＝1',
    '＠x',
    'a"b',
    'a,b',
    'a\r\nb',
    '"=1"',
    '=HYPERLINK("http://x","y")',
    '李娜',
    '\u202e=1',
  ),
  fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", ' '), fc.string()).map(([a, b]) => a + b),
);

test('a marked text is never taken for a formula, and one apostrophe taken away gives it back', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const cell = markCell(text);
      expect(cell === '' || DANGEROUS.test(cell)).toBe(false);
      expect(plainCell(cell)).toBe(text);
      // What cannot be taken for a formula, an empty cell or a marked one stays as it is.
      if (text !== '' && !DANGEROUS.test(text) && !text.startsWith("'")) expect(cell).toBe(text);
    }),
    RUNS,
  );
});

const FIELDS = ['/name', '/amount', '/ok', '/titles/*/use', '/titles/*/holders/*/name'];
const answers = fc.record(
  {
    name: nasty,
    amount: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
    ok: fc.boolean(),
    titles: fc.array(fc.record({ use: nasty, holders: fc.array(fc.record({ name: nasty }), { maxLength: 2 }) }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: [] },
);

test('a strict reader of CSV gets rows, numbers, truths and texts back, in order, from parts that were put together', () => {
  fc.assert(
    fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), fc.nat(5), (all, cut) => {
      const rows = all.map((answer, i): ResultRow => ({ row: i + 1, outcome: 'found', exchange: `e${i}`, answer }));
      const parts = [rows.slice(0, cut), rows.slice(cut)].map((part, i) => resultText('csv', part, FIELDS, i === 0));
      const text = parts.join('');
      expect(text.startsWith('\ufeffrow,outcome,code,rule,exchange,answeredAt,doubtful,/name,')).toBe(true);
      const read = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
      expect(read).toHaveLength(rows.length);
      read.forEach((line, i) => {
        const { name, amount, ok, titles } = all[i] ?? {};
        expect(line.row).toBe(String(i + 1));
        expect(plainCell(line['/name'] ?? '')).toBe(name);
        expect(line['/amount']).toBe(amount === undefined || amount === null ? '' : String(amount));
        expect(line['/ok']).toBe(ok === undefined ? '' : String(ok));
        const list = (field: string) => (line[field] ? JSON.parse(line[field]) : undefined);
        expect(list('/titles/*/use')).toEqual(titles?.map(({ use }) => use));
        expect(list('/titles/*/holders/*/name')).toEqual(titles?.map(({ holders }) => holders.map((one) => one.name)));
        for (const cell of Object.values(line))
          if (!Number.isFinite(Number(cell))) expect(DANGEROUS.test(cell)).toBe(false);
      });
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 5) },
  );
});

test('NDJSON is the answer as it is', () => {
  fc.assert(
    fc.property(fc.array(answers, { maxLength: 4 }), (all) => {
      const rows = all.map((answer, i): ResultRow => ({ row: i + 1, outcome: 'found', answer }));
      const lines = resultText('ndjson', rows, FIELDS, true).split('\n').slice(0, -1);
      expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(rows)));
    }),
    { numRuns: 200 },
  );
});
