import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openBook } from '#infra/local/departments/market-supervision/book.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-book-'));
afterAll(() => rmSync(folder, { recursive: true }));
const decision = (serial: string) => ({ serial, applied: '{}', said: { mc: '永康市𠮷庆小吃店' } });

test('a decision that was being written when the process died was not made, and stands in nobody’s way', () => {
  openBook(folder).decide(decision('a'));
  appendFileSync(join(folder, 'decisions.jsonl'), JSON.stringify(decision('b')).slice(0, 40));
  const book = openBook(folder);
  expect(book.decisions).toEqual([decision('a')]);
  book.decide(decision('c'));
  expect(openBook(folder).decisions).toEqual([decision('a'), decision('c')]);
  expect(readFileSync(join(folder, 'decisions.jsonl'), 'utf8').split('\n')).toHaveLength(3);
});
