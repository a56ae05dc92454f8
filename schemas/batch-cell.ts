/**
 * Cells of a result in CSV. A spreadsheet runs a text that begins like a formula, so such a text gets an apostrophe before it, as does one that
 * begins with an apostrophe and one that is empty; taking one apostrophe from the front of a cell gives every text back exactly. A cell
 * without anything is no value. Numbers, true and false are written as they are.
 */

/** Full-width signs too: some programs narrow them. Blanks before the sign do not help. */
const LIKE_A_FORMULA = /^(?:'|[\t\r\n]|\s*[=+\-@＝＋－＠])/;

export const markCell = (text: string): string => (text === '' || LIKE_A_FORMULA.test(text) ? `'${text}` : text);

/** Undefined: no value. */
export const plainCell = (cell: string): string | undefined =>
  cell === '' ? undefined : cell.startsWith("'") ? cell.slice(1) : cell;
