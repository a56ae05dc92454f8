/** A sheet: CSV in GB18030 with a heading of Chinese column names, which also shows at once a file that is really of another charset. */
import { parse } from 'csv-parse/sync';
import { decode, encode } from '../charset.ts';
import { refused } from './refused.ts';

export type Row<C extends string = string> = Readonly<Record<C, string>>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f\u0080-\u009f\u2028\u2029\ufeff]/;
/** A spreadsheet would take such a cell for a formula. Full-width signs too: some programs narrow them. */
const FORMULA = /^[=+\-@＝＋－＠]/;

const isPlain = (cell: string): boolean => !CONTROL.test(cell) && !FORMULA.test(cell.trimStart());

/** Whether a cell can stand in a sheet: plain, and every character of it a character. */
export const canStand = (cell: string): boolean => {
  try {
    encode(cell, 'gb18030');
    return isPlain(cell);
  } catch {
    return false;
  }
};

/** Cells hold no line end, so this is all there is to writing CSV; reading it is left to a parser that thousands use. */
const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Every cell must be one that can stand there. */
export const writeSheet = <C extends string>(columns: readonly C[], rows: readonly Row<C>[]): Buffer => {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return encode(lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''), 'gb18030');
};

const BYTE_ORDER_MARKS = [
  [0xef, 0xbb, 0xbf],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0x84, 0x31, 0x95, 0x33],
];

const textOf = (bytes: Buffer): string => {
  if (BYTE_ORDER_MARKS.some((mark) => mark.every((byte, i) => bytes[i] === byte))) throw refused('sheet-bom');
  if (bytes.includes(0)) throw refused('sheet-control');
  try {
    return decode(bytes, 'gb18030');
  } catch {
    throw refused('sheet-charset');
  }
};

const cellsOf = (text: string): string[][] => {
  try {
    const options = { record_delimiter: ['\r\n', '\n'], relax_column_count: true, max_record_size: 20_000 };
    return parse(text, options) as unknown as string[][];
  } catch {
    throw refused('sheet-form');
  }
};

/** `rows`: how many there must be. Refuses the sheet whole. */
export const readSheet = <C extends string>(bytes: Buffer, columns: readonly C[], rows: number): Row<C>[] => {
  const [heading = [], ...lines] = cellsOf(textOf(bytes));
  if (heading.join('\n') !== columns.join('\n')) throw refused('sheet-columns');
  if (lines.length !== rows) throw refused('sheet-rows');
  return lines.map((cells) => {
    if (cells.length !== columns.length) throw refused('sheet-columns');
    if (cells.some((cell) => CONTROL.test(cell))) throw refused('sheet-control');
    if (!cells.every(isPlain)) throw refused('sheet-formula');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Row<C>;
  });
};
