/** How a department may be reached, whatever the protocol: over TLS, or in plain on this machine only. Parts of the settings in its secret. */
import * as z from 'zod';

/** A stand-in may be on the same machine; a department never is. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host);

/** Of an address that httpAddress has read. */
export const isLocal = (address: string): boolean => isLoopback(new URL(address).hostname);

/** http(s)://host[:port][/path]. */
export const httpAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((address) => address.startsWith('https:') || isLocal(address), 'tls-needed');

/** Of the department's own authority, and of ours where both sides show one: PEM. */
export const httpTls = z
  .strictObject({ ca: z.string().optional(), cert: z.string().optional(), key: z.string().optional() })
  .default({});
