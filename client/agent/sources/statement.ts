/** One statement that reads, with its values bound: what was asked never becomes part of it. */
import * as z from 'zod';
import type { Cell } from '#functions/departments/protocols/normalise.ts';
import { problem } from '#functions/kernel/problem.ts';
import { AnswerMap, answerFrom, Values } from '../mapping.ts';

const Query = z
  .string()
  .max(4000)
  .regex(/^\s*(select|with)\b[^;]*$/i, 'one-statement-that-reads');

/** `query`: its places for values in the order of `values`. */
export const statement = { query: Query, values: Values, answer: AnswerMap };

export type Row = Readonly<Record<string, Cell>>;

/** Two are asked for, so that a second one shows. */
export const MOST_ROWS = 2;

/** Of one subject one row; two would be a guess. */
export const answerOfRows = (map: AnswerMap, rows: readonly Row[], question: unknown): unknown => {
  const [row] = rows;
  if (row === undefined) return null;
  if (rows.length > 1) throw problem('department-answer-invalid', { cause: 'statement:several-rows' });
  return answerFrom(map, (name) => (Object.hasOwn(row, name) ? row[name] : null), question);
};
