/** How a department's database is reached, whatever it speaks. */
import * as z from 'zod';
import { certificates, isLoopback, networks } from './reach.ts';

/** `port`: where such a database listens unless the operator says otherwise. */
export const databaseSettings = (port: number) =>
  z
    .object({
      /** A name or an address; a path would be a socket of this machine. */
      host: z.string().regex(/^[\w.:-]+$/, 'host'),
      port: z.int().min(1).max(65_535).default(port),
      user: z.string().min(1),
      password: z.string().min(1),
      database: z.string().min(1),
      networks,
      /** TLS with the certificate verified. false only on this machine. */
      tls: z.union([z.literal(false), certificates]).optional(),
    })
    .transform(({ tls, ...settings }) => ({ ...settings, tls: tls ?? (isLoopback(settings.host) ? false : {}) }))
    .refine(({ host, tls }) => tls !== false || isLoopback(host), 'tls-needed');
