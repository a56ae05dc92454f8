/** A certificate authority of one's own, as a department runs it: makes what both sides of a TLS connection show. */
import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;
const P256 = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);
const named = (name: string) => [{ name: 'commonName', value: name }];

/** PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Wanted {
  readonly name: string;
  /** Names and addresses of a server; none for a client. */
  readonly hosts?: readonly string[];
  /** Days from now; negative: past. */
  readonly from?: number;
  readonly until?: number;
}

export interface Authority {
  /** PEM, for `ca`. */
  readonly cert: string;
  issue(wanted: Wanted): Promise<Identity>;
}

const altName = (host: string) =>
  /^[\d.]+$|:/.test(host) ? ({ type: 7, ip: host } as const) : ({ type: 2, value: host } as const);

const issued = async (
  { name, hosts = [], from = -1, until = 90 }: Wanted,
  ca?: { readonly key: string; readonly cert: string },
): Promise<Identity> => {
  const server = hosts.length > 0;
  const { cert, private: key } = await generate(named(name), {
    ...P256,
    notBeforeDate: inDays(from),
    notAfterDate: inDays(until),
    ...(ca ? { ca } : {}),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', ...(server ? { serverAuth: true } : { clientAuth: true }) },
      ...(server ? [{ name: 'subjectAltName' as const, altNames: hosts.map(altName) }] : []),
    ],
  });
  return { cert, key };
};

/** By nobody but itself. */
export const selfIssued = (wanted: Wanted): Promise<Identity> => issued(wanted);

export const authority = async (name = 'Department CA'): Promise<Authority> => {
  const { cert, private: key } = await generate(named(name), {
    ...P256,
    notBeforeDate: inDays(-3650),
    notAfterDate: inDays(3650),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, issue: (wanted) => issued(wanted, { key, cert }) };
};
