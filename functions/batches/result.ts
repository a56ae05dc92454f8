/** A part of the result as text: CSV for spreadsheets, made harmless and undone by one rule (schemas/batch-cell.ts); NDJSON as it is. */
import type { BatchFormat, RowOutcome } from '#schemas/batch.ts';
import { markCell } from '#schemas/batch-cell.ts';

export interface ResultRow {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly code?: string;
  readonly rule?: string;
  readonly exchange?: string;
  readonly answeredAt?: string;
  /** Fields of it that are being checked (疑义校核): meanwhile the person's own valid proof counts. */
  readonly doubtful?: readonly string[];
  readonly answer?: unknown;
}

const OWN_COLUMNS = ['row', 'outcome', 'code', 'rule', 'exchange', 'answeredAt', 'doubtful'] as const;

/** Follows a pointer; at `*` every element is followed, and the list stays a list. */
const at = (value: unknown, steps: readonly string[]): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(value) ? value.map((one) => at(one, rest) ?? null) : undefined;
  const own = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
  return own ? at((value as Record<string, unknown>)[step], rest) : undefined;
};

/** Numbers, true and false as they are; a list as JSON; nothing for null and for what is not there. */
const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return markCell(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** The first part begins with a byte order mark, by which spreadsheets know UTF-8, and with the heading: all parts in order are one file. */
const csvText = (rows: readonly ResultRow[], fields: readonly string[], first: boolean): string => {
  const heading = first ? `\ufeff${lineOf([...OWN_COLUMNS, ...fields])}` : '';
  const steps = fields.map((field) => field.split('/').slice(1));
  const lines = rows.map((row) =>
    lineOf([...OWN_COLUMNS.map((name) => textOf(row[name])), ...steps.map((path) => textOf(at(row.answer, path)))]),
  );
  return heading + lines.join('');
};

export const resultText = (
  format: BatchFormat,
  rows: readonly ResultRow[],
  fields: readonly string[],
  first: boolean,
): string => (format === 'csv' ? csvText(rows, fields, first) : rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

export const CONTENT_TYPES: Readonly<Record<BatchFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};
