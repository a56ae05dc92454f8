/** A question put to PostgreSQL, in a transaction that only reads. */
import * as z from 'zod';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import { PostgresSettings } from '#functions/departments/protocols/postgres-settings.ts';
import { valueAt } from '../mapping.ts';
import type { Source } from '../source.ts';
import { answerOfRows, MOST_ROWS, statement } from './statement.ts';

export const PostgresqlSource = z.strictObject({
  kind: z.literal('postgresql'),
  /** A user who may only read. */
  connection: PostgresSettings,
  ...statement,
});

export const postgresqlSource = ({ connection, query, values, answer }: z.infer<typeof PostgresqlSource>): Source => {
  const ask = postgres(async () => connection, { clock: () => performance.now() });
  return {
    ask: async (question, _id, context) => {
      const bound = values.map((pointer) => valueAt(pointer, question));
      const rows = await ask({ text: query, values: bound, maxRows: MOST_ROWS }, context);
      return answerOfRows(answer, rows, question);
    },
    // Its connections hold no process; they end with it.
    close: async () => undefined,
  };
};
