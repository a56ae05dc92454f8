/** A TCP socket for protocols that open their own: it goes to no other address than one that the guard has checked. */
import { connect, type Socket } from 'node:net';
import { guardedLookup, type Reach } from './guard.ts';

/** Connecting already. Throws internal when the address is refused as it stands; a name that is refused fails the socket with EREFUSEDADDRESS. */
export const guardedSocket = (host: string, port: number, reach: Reach): Socket =>
  connect({ host, port, lookup: guardedLookup(host, reach) });
