/** The certificates of a connection, looked at before they bite: ours, the department's own authority's, and what its server shows. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Shown } from '#functions/kernel/guarded-socket.client.ts';
import { log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';

interface Reached {
  readonly tls: Shown | false;
}

const DAY_MS = 86_400_000;
/** Long enough for a department to have a new one made, whatever it must be signed by. */
const SOON_DAYS = 30;

const refused = (cause: string): Error => problem('internal', { cause });

const keyOf = (pem: string): KeyObject => {
  try {
    return createPrivateKey(pem);
  } catch {
    throw refused('client-key-malformed');
  }
};
const certificateOf = (pem: string, whose: 'client' | 'authority'): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch {
    throw refused(`${whose}-certificate-malformed`);
  }
};

/** What of ours is shown to the department. Throws internal: `client-key-mismatch`, `client-key-malformed`, `client-certificate-malformed`. */
const ownOf = ({ cert, key }: Shown): X509Certificate | undefined => {
  if (cert === undefined || key === undefined) return undefined;
  const certificate = certificateOf(cert, 'client');
  if (!certificate.checkPrivateKey(keyOf(key))) throw refused('client-key-mismatch');
  return certificate;
};

/** Until when its authority can be recognised; a list may hold old certificates beside the new. */
const lastOf = (ca: string | undefined): number | undefined => {
  if (ca === undefined) return undefined;
  const all = ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [ca];
  return Math.max(...all.map((pem) => Date.parse(certificateOf(pem, 'authority').validTo)));
};

/** Says `certificate-expires-soon` once a day for each kind of certificate. */
const herald = (department: string, now: () => number) => {
  const said = new Map<string, number>();
  return (whose: 'client' | 'authority' | 'server', until: number): void => {
    const [at, days] = [now(), Math.floor((until - now()) / DAY_MS)];
    if (days >= SOON_DAYS || at - (said.get(whose) ?? Number.NEGATIVE_INFINITY) < DAY_MS) return;
    said.set(whose, at);
    log('warn', { event: 'certificate-expires-soon', department, cause: whose, days });
  };
};

/**
 * The settings as they are, with an eye on their certificates at every call. `now`: epoch ms. Throws internal by the name of what is wrong
 * with ours, `client-certificate-expired` among it: the department would only hang up.
 */
export const watched = <S extends Reached>(
  department: string,
  settings: () => Promise<S>,
  now: () => number,
): (() => Promise<S>) => {
  const warn = herald(department, now);
  let looked: { readonly given: S; readonly told: S; readonly own?: X509Certificate; readonly ca?: number } | undefined;
  const look = (given: S) => {
    const { tls } = given;
    if (!tls) return { given, told: given };
    const [own, ca] = [ownOf(tls), lastOf(tls.ca)];
    const told: S = { ...given, tls: { ...tls, seen: (until: number) => warn('server', until) } };
    return { given, told, ...(own ? { own } : {}), ...(ca === undefined ? {} : { ca }) };
  };
  return async () => {
    const given = await settings();
    looked = looked?.given === given ? looked : look(given);
    const { own, ca, told } = looked;
    if (own && Date.parse(own.validFrom) > now()) throw refused('client-certificate-not-yet-valid');
    if (own && Date.parse(own.validTo) <= now()) throw refused('client-certificate-expired');
    if (own) warn('client', Date.parse(own.validTo));
    if (ca !== undefined) warn('authority', ca);
    return told;
  };
};
