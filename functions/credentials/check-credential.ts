/** Whether a credential holds, now: form, meaning, proof, dates, status. Every broken rule is named; nothing is fetched. */

import { ProblemError } from '#functions/kernel/problem.ts';
import { validate } from '#functions/kernel/request.ts';
import { Credential, EnvelopedCredential, type Remark } from '#schemas/credential.ts';
import { type CredentialKeys, ownDids } from './keys.ts';
import { brokenMeaning, type Json } from './ld/linked-data.ts';
import { checkRelated } from './ld/related.ts';
import { checkProofs, type Proven } from './proof/check.ts';
import { open } from './proof/envelope.ts';
import { proofsOf } from './proof/prove.ts';
import { suiteOf } from './proof/suites.ts';
import type { CertificateStatuses } from './status/certificate-status.store.ts';
import { ownEntry } from './status/entries.ts';
import type { StatusStore } from './status/status.store.ts';

export interface CheckDeps {
  readonly credentialKeys: CredentialKeys;
  readonly statuses: Pick<StatusStore, 'isSet'>;
  readonly certificateStatuses: Pick<CertificateStatuses, 'entry'>;
  readonly publicUrl: string;
}

export interface Checked {
  readonly errors: readonly Remark[];
  readonly remarks: readonly Remark[];
  /** Signed by a key of this hub. */
  readonly ours: boolean;
}

export const failed = (...errors: readonly Remark[]): Checked => ({ errors, remarks: [], ours: false });

/** Errors of form as remarks, for documents within a document. */
const formed = <T>(read: () => T): T | readonly Remark[] => {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProblemError) return error.extra.errors ?? [];
    throw error;
  }
};

export const isEnveloped = (document: Json, type: string): boolean => [document.type].flat().includes(type);

const issuerOf = (party: unknown): string => {
  const id = typeof party === 'object' && party !== null ? (party as { id?: unknown }).id : party;
  return typeof id === 'string' ? id : '';
};

/** A did:key is its key; of any other name it is not known here whose key it is. */
export const signedBy = (party: unknown, controllers: readonly string[], field: string) => {
  const id = issuerOf(party);
  // Where no proof holds, there is nobody to compare.
  if (id === '' || controllers.length === 0 || controllers.includes(id)) return { errors: [], remarks: [] };
  const remark = { field, rule: 'key-not-of-this-party' };
  return id.startsWith('did:key:') ? { errors: [remark], remarks: [] } : { errors: [], remarks: [remark] };
};

/** What a JCS proof covers is the text, so unknown contexts hurt nobody's signature; whoever reads the words should know. */
export const meaning = async (document: Json, proven: readonly { cryptosuite?: string | undefined }[]) => {
  const broken = await brokenMeaning(document);
  if (!broken) return { errors: [], remarks: [] };
  const soft = broken.rule === 'context-not-known' && proven.every((p) => suiteOf(p.cryptosuite)?.form === 'jcs');
  return soft ? { errors: [], remarks: [broken] } : { errors: [broken], remarks: [] };
};

const dates = ({ validFrom, validUntil }: Credential, now: number): readonly Remark[] => [
  ...(validFrom !== undefined && Date.parse(validFrom) > now ? [{ field: '/validFrom', rule: 'not-yet-valid' }] : []),
  ...(validUntil !== undefined && Date.parse(validUntil) < now ? [{ field: '/validUntil', rule: 'expired' }] : []),
];

/** What the library's own lists say. */
const ENTRIES = { 0: undefined, 1: 'revoked', 2: 'suspended' } as const;
const SAID = { revocation: 'revoked', suspension: 'suspended' } as const;

const statuses = async (deps: CheckDeps, { credentialStatus }: Credential) => {
  const entries = credentialStatus === undefined ? [] : [credentialStatus].flat();
  const found = await Promise.all(
    entries.map(async (entry, i): Promise<{ error?: Remark; remark?: Remark }> => {
      const field = `/credentialStatus/${i}`;
      const own = ownEntry(deps.publicUrl, entry);
      if (!own) return { remark: { field, rule: 'status-not-looked-up' } };
      const set =
        own.of === 'credentials'
          ? await deps.statuses.isSet(own.purpose, own.slot)
          : SAID[own.purpose] === ENTRIES[await deps.certificateStatuses.entry(own.slot)];
      return set ? { error: { field, rule: SAID[own.purpose] } } : {};
    }),
  );
  return { errors: found.flatMap(({ error }) => error ?? []), remarks: found.flatMap(({ remark }) => remark ?? []) };
};

const checkFormed = async (deps: CheckDeps, credential: Credential, proven: Proven, now: number): Promise<Checked> => {
  const own = await ownDids(deps.credentialKeys);
  const parts = await Promise.all([
    { errors: proven.broken, remarks: [] },
    meaning(credential, proofsOf(credential)),
    checkRelated(credential),
    signedBy(credential.issuer, proven.controllers, '/issuer'),
    { errors: dates(credential, now), remarks: [] },
    statuses(deps, credential),
  ]);
  return {
    errors: parts.flatMap(({ errors }) => errors),
    remarks: parts.flatMap(({ remarks }) => remarks),
    ours: proven.controllers.length > 0 && proven.controllers.every((controller) => own.includes(controller)),
  };
};

/** Whether embedded or enveloped. `now`: epoch ms. */
export const checkCredential = async (deps: CheckDeps, given: Json, now: number): Promise<Checked> => {
  if (!isEnveloped(given, 'EnvelopedVerifiableCredential')) {
    const credential = formed(() => validate(Credential, given));
    if (Array.isArray(credential)) return failed(...credential);
    const proven = await checkProofs(given, { purpose: 'assertionMethod', now });
    return checkFormed(deps, credential as Credential, proven, now);
  }
  const envelope = formed(() => validate(EnvelopedCredential, given));
  if (Array.isArray(envelope)) return failed(...envelope);
  const opened = open((envelope as EnvelopedCredential).id, { now });
  if ('rule' in opened) return failed({ field: '/id', rule: opened.rule });
  const inside = formed(() => validate(Credential, opened.document));
  if (Array.isArray(inside)) return failed(...inside);
  return checkFormed(deps, inside as Credential, { broken: [], controllers: [opened.controller] }, now);
};
