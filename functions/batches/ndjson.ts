/** Rows of an NDJSON file: one JSON object a line, the request, with the case ticket beside its members. */
import { parseJson } from '#functions/kernel/json.ts';
import { BATCH_LIMITS, TICKET_COLUMN } from '#schemas/batch.ts';
import type { Row } from './chunks.ts';
import { refused } from './refusals.ts';

const rowOf = (line: string, row: number): Row => {
  if (line.length > BATCH_LIMITS.rowCharacters) throw refused('row-too-long', { row });
  let value: unknown;
  try {
    value = parseJson(Buffer.from(line));
  } catch {
    throw refused('json', { row });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('json-object', { row });
  const { [TICKET_COLUMN]: ticket, ...request } = value as Record<string, unknown>;
  if (ticket !== undefined && typeof ticket !== 'string') throw refused('ticket-is-text', { row });
  return { request, ...(ticket === undefined ? {} : { ticket }) };
};

/** Throws FileRefused. */
export const ndjsonRows = (text: string): Row[] => {
  const lines = text.split('\n', BATCH_LIMITS.rows + 1);
  return lines.map((line, i) => rowOf(line.replace(/\r$/, ''), i + 1));
};
