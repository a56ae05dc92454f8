/** How a department's PostgreSQL is reached: the text of its secret. */
import * as z from 'zod';
import { isLoopback } from './reach.ts';
import { readSecret } from './secret.ts';

export const PostgresSettings = z
  .looseObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(5432),
    user: z.string().min(1),
    password: z.string().min(1),
    database: z.string().min(1),
    /** TLS with the certificate verified; `ca`: the department's own authority, PEM. false only on this machine. */
    tls: z.union([z.literal(false), z.strictObject({ ca: z.string().optional() })]).optional(),
  })
  .transform(({ host, port, user, password, database, tls = isLoopback(host) ? false : {} }) => ({
    host,
    port,
    user,
    password,
    database,
    tls,
  }))
  .refine(({ host, tls }) => tls !== false || isLoopback(host), 'tls-needed');
export type PostgresSettings = z.infer<typeof PostgresSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readPostgresSettings = (secret: string): PostgresSettings => readSecret(PostgresSettings, secret);
