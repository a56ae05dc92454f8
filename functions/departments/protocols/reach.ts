/** How a department may be reached, whatever the protocol: over TLS, or in plain on this machine only. Parts of the settings in its secret. */
import * as z from 'zod';

/** A stand-in may be on the same machine; a department never is. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host);

/** http(s)://host[:port][/path]. */
export const httpAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((address) => address.startsWith('https:') || isLoopback(new URL(address).hostname), 'tls-needed');

/** The widest that anybody's own network can be: 10.0.0.0/8, fc00::/7. */
const narrow = (least: number) => (cidr: string) => Number(cidr.split('/')[1]) >= least;

/** Networks in which the department stands, when it has no public address: CIDR. */
export const networks = z
  .array(z.union([z.cidrv4().refine(narrow(8), 'too-wide'), z.cidrv6().refine(narrow(7), 'too-wide')]))
  .max(50)
  .default([]);

const pem = z.string().optional();
/** Of the department's own authority, and of ours where both sides show one: PEM. */
export const certificates = z
  .strictObject({ ca: pem, cert: pem, key: pem })
  .refine(({ cert, key }) => (cert === undefined) === (key === undefined), 'cert-and-key');
