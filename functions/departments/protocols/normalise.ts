/**
 * What departments type in, made uniform in one place: padding, full-width signs, lower-case x, several ways to write a date or a yes.
 * What cannot be read without guessing is refused by the name of the rule; the value itself is never repeated.
 */
import { problem } from '#functions/kernel/problem.ts';
import { refuseLossy } from './charset.ts';

const refused = (rule: string): Error => problem('department-answer-invalid', { cause: `normalise:${rule}` });

/** A column as it came: text, or nothing. */
export type Cell = string | null | undefined;

/** Full-width signs ！ to ～ and the ideographic space become ASCII. Ideographs stay as they are: no Unicode normalisation, it changes names. */
export const halfWidth = (cell: string): string =>
  cell.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');

/** Of a table with lines and tabs in its cells these are left; no other sign that is none belongs into a text. */
const CONTROL = /[^\P{Cc}\t\r\n]/u;

/** Padding off both ends, ideographic spaces included. An empty cell is refused. */
export const text = (cell: Cell): string => {
  const clean = cell?.trim();
  if (!clean) throw refused('missing');
  if (CONTROL.test(clean)) throw refused('control');
  return clean;
};

/** A name or an address: refused when the department's system lost a character of it, because then it is another name, and nobody's. */
export const named = (cell: Cell): string => refuseLossy(text(cell));

/** A number of a paper or of a place: without spaces, in half-width capitals. */
export const serial = (cell: Cell): string => halfWidth(text(cell)).replace(/\s+/g, '').toUpperCase();

/** As `serial`, of a person or a firm. A 15-digit identity number is refused: its century would be a guess. */
export const code = (cell: Cell): string => {
  const clean = serial(cell);
  if (/^\d{15}$/.test(clean)) throw refused('citizen-id-15-digits');
  return clean;
};

/** 20170316, 2017-03-16, 2017/3/16, 2017年3月16日, each with or without a time of day; whether the day exists is for the answer's schema. */
export const date = (cell: Cell): string => {
  const clean = halfWidth(text(cell));
  const found =
    /^(\d{4})(?:(\d{2})(\d{2})|[-/年.](\d{1,2})[-/月.](\d{1,2})日?)(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(
      clean,
    );
  if (!found) throw refused('date');
  const [, year, month = found[4] ?? '', day = found[5] ?? ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** The date, or null for an empty cell. */
export const dateOrNull = (cell: Cell): string | null => (cell?.trim() ? date(cell) : null);

export const decimal = (cell: Cell): number => {
  const clean = halfWidth(text(cell));
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(clean)) throw refused('decimal');
  return Number(clean);
};

const YES = new Set(['是', '有', '1', 'Y', 'T', 'TRUE']);
const NO = new Set(['否', '无', '0', 'N', 'F', 'FALSE']);

/** Yes or no. An empty cell is neither. */
export const flag = (cell: Cell): boolean => {
  const clean = halfWidth(text(cell)).toUpperCase();
  if (YES.has(clean)) return true;
  if (NO.has(clean)) return false;
  throw refused('flag');
};

/** What a department's code means, by `table`. A code that is not in it is refused by the name of its column, never guessed. */
export const oneOf = <T>(table: Readonly<Record<string, T>>, cell: Cell, column: string): T => {
  const key = code(cell);
  const meant = Object.hasOwn(table, key) ? table[key] : undefined;
  if (meant === undefined) throw problem('department-answer-invalid', { cause: `unknown-code:${column}` });
  return meant;
};
