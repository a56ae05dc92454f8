/** How a department's PostgreSQL is reached: the text of its secret. */
import * as z from 'zod';
import { certificates, isLoopback, networks } from './reach.ts';
import { readSecret } from './secret.ts';

export const PostgresSettings = z
  .object({
    /** A name or an address; a path would be a socket of this machine. */
    host: z.string().regex(/^[\w.:-]+$/, 'host'),
    port: z.int().min(1).max(65_535).default(5432),
    user: z.string().min(1),
    password: z.string().min(1),
    database: z.string().min(1),
    networks,
    /** TLS with the certificate verified. false only on this machine. */
    tls: z.union([z.literal(false), certificates]).optional(),
  })
  .transform(({ tls, ...settings }) => ({ ...settings, tls: tls ?? (isLoopback(settings.host) ? false : {}) }))
  .refine(({ host, tls }) => tls !== false || isLoopback(host), 'tls-needed');
export type PostgresSettings = z.infer<typeof PostgresSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readPostgresSettings = (secret: string): PostgresSettings => readSecret(PostgresSettings, secret);
