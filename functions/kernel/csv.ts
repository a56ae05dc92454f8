/** Comma-separated values (RFC 4180) that a spreadsheet takes for what they are: a cell that it would take for a formula is disarmed. */

/** What spreadsheets begin a formula with, also behind a tab or line break (OWASP, CSV injection). */
const FORMULA = /^[\t\r\n]*[=+\-@＝＋－＠]/;

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line, ended. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** Spreadsheets take UTF-8 for what it is only behind this. */
export const BYTE_ORDER_MARK = '\ufeff';
