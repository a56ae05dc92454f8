/** From the bytes of a file to its rows: charset, size and form are checked here; what a row says is checked when it is asked. */
import type * as z from 'zod';
import { type Charset, decode } from '#functions/departments/protocols/charset.ts';
import { BATCH_LIMITS, type BatchFormat } from '#schemas/batch.ts';
import type { Row } from './chunks.ts';
import { columnsOf } from './columns.ts';
import { csvRows } from './csv.ts';
import { ndjsonRows } from './ndjson.ts';
import { refused } from './refusals.ts';

export interface FileForm {
  readonly format: BatchFormat;
  readonly charset: Extract<Charset, 'utf-8' | 'gb18030'>;
}

const LINE_END = 0x0a;

const readable = (bytes: Uint8Array, charset: Charset): string | undefined => {
  try {
    return decode(bytes, charset);
  } catch {
    return undefined;
  }
};

const BLOCK = 65_536;

/** The end of the first stretch of whole lines, `least` bytes long or more, that is no text; and where it begins. */
const firstBad = (bytes: Uint8Array, charset: Charset, least: number): readonly [from: number, to: number] => {
  for (let from = 0; from < bytes.length; ) {
    // Neither charset has the byte of a line's end within a character, so lines can be decoded apart.
    const end = bytes.indexOf(LINE_END, from + least - 1);
    const to = end < 0 ? bytes.length : end + 1;
    if (readable(bytes.subarray(from, to), charset) === undefined) return [from, to];
    from = to;
  }
  return [0, 0];
};

const linesIn = (bytes: Uint8Array): number => bytes.reduce((lines, byte) => lines + (byte === LINE_END ? 1 : 0), 0);

const firstBadLine = (bytes: Uint8Array, charset: Charset): number => {
  const [from, to] = firstBad(bytes, charset, BLOCK);
  const [within] = firstBad(bytes.subarray(from, to), charset, 1);
  return linesIn(bytes.subarray(0, from + within)) + 1;
};

const textOf = (bytes: Uint8Array, charset: Charset): string => {
  const text = readable(bytes, charset);
  if (text === undefined) throw refused(`not-${charset}:line-${firstBadLine(bytes, charset)}`);
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw refused(`nul:line-${linesIn(bytes.subarray(0, zero)) + 1}`);
  // A byte order mark is gone already where the charset is UTF-8; a spreadsheet leaves empty lines at the end.
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(text.startsWith('\ufeff') ? 1 : 0, end);
};

/** Throws FileRefused. */
export const readFile = (bytes: Uint8Array, { format, charset }: FileForm, request: z.ZodType): Row[] => {
  const text = textOf(bytes, charset);
  if (text === '') throw refused('no-rows');
  const known = columnsOf(request);
  if (format === 'csv' && known.size === 0) throw refused('request-is-not-flat:ndjson-only');
  const rows = format === 'csv' ? csvRows(text, known) : ndjsonRows(text);
  if (rows.length === 0) throw refused('no-rows');
  if (rows.length > BATCH_LIMITS.rows) throw refused('too-many-rows', { row: BATCH_LIMITS.rows + 1 });
  return rows;
};
