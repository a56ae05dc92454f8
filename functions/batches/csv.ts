/** Rows of a CSV file (RFC 4180): comma, double quotes, CR LF or LF; the heading names members of the request. */
import { CsvError, parse } from 'csv-parse/sync';
import { BATCH_LIMITS, TICKET_COLUMN } from '#schemas/batch.ts';
import type { Row } from './chunks.ts';
import { type Column, cellValue } from './columns.ts';
import { refused } from './refusals.ts';

const RULES: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'as-many-cells-as-the-heading',
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
  CSV_INVALID_CLOSING_QUOTE: 'quote-in-a-cell-must-be-doubled',
  INVALID_OPENING_QUOTE: 'quote-in-a-cell-must-be-doubled',
  CSV_MAX_RECORD_SIZE: 'row-too-long',
};

/** Stops while a row is read: a file of commas alone would fill the memory before it is a row. */
const counted = (cell: string, { column, records }: { column: number | string; records: number }): string => {
  if (Number(column) >= BATCH_LIMITS.columns) throw refused('too-many-columns', { row: records });
  return cell;
};

const cellsOf = (text: string): string[][] => {
  try {
    return parse(text, {
      record_delimiter: ['\r\n', '\n'],
      max_record_size: BATCH_LIMITS.rowCharacters,
      cast: counted,
      // One more than there may be: what lies behind need not be read to be refused.
      to: BATCH_LIMITS.rows + 2,
    }) as unknown as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(RULES[error.code] ?? 'csv', { row: Number(error.records ?? 0) });
  }
};

const columnsIn = (heading: readonly string[], known: ReadonlyMap<string, Column>): Column[] => {
  const columns = heading.map((name, i) => {
    const column = known.get(name);
    // An unknown name is the caller's own text, so its place is told, not the name.
    if (!column) throw refused(`no-member-of-the-request:column-${i + 1}`, { row: 0 });
    if (heading.indexOf(name) !== i) throw refused('column-twice', { row: 0, column: name });
    return column;
  });
  for (const { name, optional } of known.values())
    if (!optional && !heading.includes(name)) throw refused('column-missing', { row: 0, column: name });
  return columns;
};

/** `known`: columnsOf the request. Throws FileRefused. */
export const csvRows = (text: string, known: ReadonlyMap<string, Column>): Row[] => {
  const [heading = [], ...lines] = cellsOf(text);
  const columns = columnsIn(heading, known);
  return lines.map((cells) => {
    const values = columns.flatMap((column, i) => {
      const value = cellValue(column, cells[i] ?? '');
      return value === undefined ? [] : [[column.name, value] as const];
    });
    const { [TICKET_COLUMN]: ticket, ...request } = Object.fromEntries(values);
    return { request, ...(typeof ticket === 'string' ? { ticket } : {}) };
  });
};
