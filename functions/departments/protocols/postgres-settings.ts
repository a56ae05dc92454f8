/** How a department's PostgreSQL is reached: the text of its secret. */
import type * as z from 'zod';
import { databaseSettings } from './database-settings.ts';
import { readSecret } from './secret.ts';

export const PostgresSettings = databaseSettings(5432);
export type PostgresSettings = z.infer<typeof PostgresSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readPostgresSettings = (secret: string): PostgresSettings => readSecret(PostgresSettings, secret);
