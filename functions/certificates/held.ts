/** One certificate as the library holds it, for a party who is a holder of it. */
import { problem } from '#functions/kernel/problem.ts';
import { CertificateMaster } from '#schemas/certificate.ts';
import type { Allowed } from './allow.ts';
import type { CertificateStore } from './certificates.store.ts';
import type { ReadFiles } from './files.client.ts';
import { STATE_NAMES } from './lifecycle.ts';
import type { StoredCertificate } from './stored.ts';
import { isValid } from './validity.ts';
import { openWorkingCopy } from './working-copy.ts';

export interface HeldDeps {
  readonly certificates: CertificateStore;
  readonly files: ReadFiles;
}

export interface Held {
  readonly stored: StoredCertificate;
  readonly master: CertificateMaster;
  readonly valid: boolean;
}

/** For the record: those who hold it together with the party. What is told of it is told of them too. */
export const coHolders = ({ holders }: StoredCertificate, handle: string): { readonly coHolders?: string[] } => {
  const others = holders.filter((holder) => holder !== handle);
  return others.length > 0 ? { coHolders: others } : {};
};

/** Whether it is valid may be answered of any certificate; everything else only of a valid one. */
const onlyValidity = (fields: readonly string[]): boolean => fields.every((field) => field === '/valid');

const notValid = ({ state, validFrom, validUntil }: StoredCertificate) =>
  problem('unprocessable', {
    detail: `证照现非有效：${STATE_NAMES[state]}（${state}），${validFrom} 至 ${validUntil ?? '长期'} The certificate is not valid now`,
    errors: [{ field: '/identifier', rule: 'certificate-not-valid' }],
    cause: `state-${state}`,
  });

/** Throws unprocessable, saying why, for one that is not valid at `now`. */
export const assertValid = (stored: StoredCertificate, now: number): void => {
  if (!isValid(stored, now)) throw notValid(stored);
};

interface How {
  /** All of it is wanted, so that it must be valid. */
  readonly whole?: boolean;
  /** Told the entry once it is known that the party holds it, be it valid or not: a refusal is about its other holders too. */
  readonly meet?: (stored: StoredCertificate) => void;
}

/**
 * Index entry and master in one consistent read; the master's digest must be the index's. Throws not-found alike for a certificate that is not there
 * and for a party who does not hold it; unprocessable when it is not valid at `now`.
 */
export const readHeld = async (
  { certificates, files }: HeldDeps,
  identifier: string,
  { handle, fields, keys, type }: Allowed,
  now: number,
  { whole = false, meet = () => undefined }: How = {},
): Promise<Held> => {
  const { certificate: stored, master } = await certificates.getWithMaster(identifier);
  if (!stored || stored.type !== type.id || !stored.holders.includes(handle)) throw problem('not-found');
  meet(stored);
  const valid = isValid(stored, now);
  if (!valid && (whole || !onlyValidity(fields))) throw notValid(stored);
  const { json } = stored.files;
  const text =
    openWorkingCopy(keys, identifier, master, json) ??
    new TextDecoder().decode(await files.get(stored.type, identifier, 'json', json));
  return { stored, valid, master: CertificateMaster.parse(JSON.parse(text)) };
};
