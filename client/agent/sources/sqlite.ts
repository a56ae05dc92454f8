/** A question put to an SQLite file, opened for reading only. */
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { valueAt } from '../mapping.ts';
import type { Source } from '../source.ts';
import { answerOfRows, MOST_ROWS, type Row, statement } from './statement.ts';

export const SqliteSource = z.strictObject({ kind: z.literal('sqlite'), file: z.string().min(1), ...statement });

/** Primary result codes of SQLite: the file is held, cannot be opened, cannot be read. */
const NOT_REACHED = [5, 6, 10, 14, 26];

const cellOf = (value: unknown): string | null => {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw problem('department-answer-invalid', { cause: 'sqlite:blob' });
};

const failure = (error: unknown): Error => {
  if (error instanceof ProblemError) return error;
  const code = Number((error as { errcode?: unknown }).errcode ?? 0) & 0xff;
  if (NOT_REACHED.includes(code)) return new TransientFailure(`sqlite:${code}`);
  return problem('department-error', { cause: `sqlite:${code}` });
};

/** Opened for each question: the department replaces its file when it likes. */
export const sqliteSource = ({ file, query, values, answer }: z.infer<typeof SqliteSource>): Source => ({
  ask: async (question) => {
    const bound = values.map((pointer) => valueAt(pointer, question));
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file, { readOnly: true, timeout: 1000 });
      const found: Row[] = [];
      for (const row of database.prepare(query).iterate(...bound)) {
        found.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)])));
        if (found.length >= MOST_ROWS) break;
      }
      return answerOfRows(answer, found, question);
    } catch (error) {
      throw failure(error);
    } finally {
      database?.close();
    }
  },
  close: async () => undefined,
});
