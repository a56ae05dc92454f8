/** For protocols that open their own connections: a TCP socket to no other address than the guard has checked, and TLS to nobody else than who was meant. */
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { guardedLookup, type Reach } from './guard.ts';

/** Connecting already. Throws internal when the address is refused as it stands; a name that is refused fails the socket with EREFUSEDADDRESS. */
export const guardedSocket = (host: string, port: number, reach: Reach): Socket =>
  connect({ host, port, lookup: guardedLookup(host, reach) });

/** Of the other side's own authority, and of ours where both sides show one: PEM. */
export interface Shown {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Told of each certificate that the other side shows: epoch ms of its end. */
  readonly seen?: (until: number) => void;
}

/** The certificate must be for `host`, which drivers forget when it is an address. */
export const securedTo = (host: string, { seen, ...pems }: Shown): ConnectionOptions => ({
  ...Object.fromEntries(Object.entries(pems).filter(([, pem]) => pem !== undefined)),
  rejectUnauthorized: true,
  minVersion: 'TLSv1.2',
  checkServerIdentity: (_name, certificate) => {
    seen?.(Date.parse(certificate.valid_to));
    return checkServerIdentity(host.replace(/^\[|\]$/g, ''), certificate);
  },
});
