/** A department's JSON object read as cells, so that one place (normalise.ts) reads its values whatever the protocol. */
import { problem } from '#functions/kernel/problem.ts';
import type { Cell } from './normalise.ts';

export interface JsonRecord {
  /** A text, or a number as it was written in decimals; null and absent are nothing. */
  cell(name: string): Cell;
  /** A list of texts; null and absent are an empty one. */
  cells(name: string): readonly Cell[];
  /** A list of objects; null and absent are an empty one. */
  records(name: string): readonly JsonRecord[];
}

const invalid = (rule: string): Error => problem('department-answer-invalid', { cause: `json-record:${rule}` });

const asCell = (value: unknown): Cell => {
  if (value === null || value === undefined || typeof value === 'string') return value;
  // Beyond this a number has lost digits, or would be written with an exponent.
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  throw invalid('cell');
};

/** Throws department-answer-invalid by the name of the rule for whatever is of another type; its names and values are not repeated. */
export const jsonRecord = (value: unknown): JsonRecord => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('object');
  const member = (name: string): unknown =>
    Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
  const list = (name: string): readonly unknown[] => {
    const found = member(name) ?? [];
    if (!Array.isArray(found)) throw invalid('list');
    return found;
  };
  return {
    cell: (name) => asCell(member(name)),
    cells: (name) => list(name).map(asCell),
    records: (name) => list(name).map(jsonRecord),
  };
};
