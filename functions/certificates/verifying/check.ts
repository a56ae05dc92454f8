/** 核验: everything that can be said of what was presented. Each result by its name; what is wrong is said in words. */
import { problem } from '#functions/kernel/problem.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Check, CheckName, PublicFacts, Verified } from '#schemas/verified.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { CopiesStore } from '../copies/copies.store.ts';
import type { ReadFiles } from '../files.client.ts';
import { sha256Hex } from '../master.ts';
import type { SealKeysStore } from '../seal/keys.store.ts';
import { openOfflineCode } from '../seal/offline-code.ts';
import type { StoredCertificate, StoredFile } from '../stored.ts';
import { isOfflineCode, shortCode } from './check-code.ts';
import { checkData } from './check-data.ts';
import { checkFile } from './check-file.ts';
import { checkHeld } from './check-held.ts';
import { type Keys, signerResults } from './keys.ts';
import { certificateResults, copyResult, found } from './results.ts';

export interface CheckDeps {
  readonly snapshots: SnapshotHolder;
  readonly certificates: CertificateStore;
  readonly copies: Pick<CopiesStore, 'get'>;
  readonly files: ReadFiles;
  readonly sealKeys: Pick<SealKeysStore, 'list'>;
}

export interface ToCheck {
  readonly identifier?: string | undefined;
  readonly data?: string | undefined;
  /** Base64. */
  readonly file?: string | undefined;
  readonly qr?: string | undefined;
}

/** What one kind of presentation gives: its own results, and the certificate that it is of, or claims to be of. */
interface Seen {
  readonly checks: readonly Check[];
  readonly stored?: StoredCertificate;
  readonly known?: StoredFile;
}

const storedOf = async ({ certificates }: CheckDeps, identifier: string | undefined) => {
  const stored = identifier === undefined ? undefined : await certificates.get(identifier);
  return stored ? { stored } : {};
};

const madeAt = async (deps: CheckDeps, known: StoredFile | undefined) => {
  if (known?.kind === 'copy') return known.madeAt;
  return known && (await deps.certificates.get(known.identifier))?.at;
};

const seenFile = async (deps: CheckDeps, file: string, keys: Keys): Promise<Seen> => {
  const bytes = Uint8Array.from(Buffer.from(file, 'base64'));
  const known = await deps.certificates.file(sha256Hex(bytes));
  const { checks, claims } = await checkFile(bytes, keys, await madeAt(deps, known));
  const of = await storedOf(deps, known?.identifier ?? claims);
  // Pages of the first days bore no signature: the record of these very bytes stands for it.
  const unsealed = known?.kind === 'page' && of.stored?.files.jws !== undefined;
  const own = checks.map((check) => (unsealed && check.name === 'signature' ? found('signature', 'unsealed') : check));
  const unread = own.some(({ name }) => name === 'file');
  return {
    checks: unread ? own : [...own, found('file', known ? 'known' : 'unknown')],
    ...of,
    ...(known ? { known } : {}),
  };
};

const seenData = async (deps: CheckDeps, data: string, keys: Keys): Promise<Seen> => {
  const at = async (identifier: string) => (await deps.certificates.get(identifier))?.at;
  const { checks, sha256, claims } = await checkData(data, keys, at);
  const of = await storedOf(deps, claims);
  const digest = of.stored ? found('digest', sha256 === of.stored.files.json ? 'same' : 'other') : [];
  return { checks: [...checks, ...[digest].flat()], ...of };
};

/** The code that says its fields itself, under a signature of its own. */
const seenOfflineCode = async (deps: CheckDeps, qr: string, keys: Keys): Promise<Seen> => {
  const libraries = keys.filter(({ algorithm }) => algorithm === 'ES256');
  const opened = await openOfflineCode(qr, libraries);
  if (!opened) return { checks: [found('signature', 'wrong')] };
  const of = await storedOf(deps, opened.statement.identifier);
  const key = libraries.find(({ keyId }) => keyId === opened.keyId);
  return { checks: [found('signature', 'right'), ...signerResults(key, of.stored?.at ?? opened.from)], ...of };
};

const seenCode = async (deps: CheckDeps, qr: string, keys: Keys): Promise<Seen> => {
  if (isOfflineCode(qr)) return seenOfflineCode(deps, qr, keys);
  const code = shortCode(qr);
  if (!code) throw problem('invalid-request', { errors: [{ field: '/qr', rule: 'no-code-of-the-library' }] });
  const { stored } = await storedOf(deps, code.identifier);
  if (!stored) return { checks: [] };
  if (!stored.files.json.startsWith(code.digest)) return { checks: [found('digest', 'other')], stored };
  return { checks: await checkHeld(stored, deps.files, keys), stored };
};

const seenIdentifier = async (deps: CheckDeps, identifier: string, keys: Keys): Promise<Seen> => {
  const { stored } = await storedOf(deps, identifier);
  return stored ? { checks: await checkHeld(stored, deps.files, keys), stored } : { checks: [] };
};

const see = async (deps: CheckDeps, { identifier, data, file, qr }: ToCheck, keys: Keys): Promise<Seen> => {
  if (file !== undefined) return seenFile(deps, file, keys);
  if (data !== undefined) return seenData(deps, data, keys);
  if (qr !== undefined) return seenCode(deps, qr, keys);
  if (identifier !== undefined) return seenIdentifier(deps, identifier, keys);
  throw problem('invalid-request', { errors: [{ field: '/', rule: 'identifier-data-file-or-qr' }] });
};

/** These tell whether the library made it and it is as it was made; the others, whether it holds now. */
const OF_ORIGIN: readonly CheckName[] = ['signature', 'signer', 'key', 'coverage', 'file', 'match', 'digest'];

const factsOf = async ({ snapshots }: CheckDeps, stored: StoredCertificate): Promise<PublicFacts | undefined> => {
  const snapshot = await snapshots.current();
  const type = snapshot.raw.certificateTypes.find(({ id }) => id === stored.type);
  if (!type) return undefined;
  const { identifier, issuer, issuedOn, validFrom, validUntil, version, state } = stored;
  return {
    identifier,
    type: type.name,
    issuer: snapshot.department(issuer)?.name ?? { zh: issuer, en: issuer },
    issuedOn,
    validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    version,
    state,
  };
};

/** Holds no personal data. Throws invalid-request when nothing that can be checked was handed in. `now`: epoch ms. */
export const check = async (deps: CheckDeps, presented: ToCheck, now: number): Promise<Verified> => {
  const keys = await deps.sealKeys.list();
  const { checks: own, stored, known } = await see(deps, presented, keys);
  if (!stored) {
    const nothing = own.some(({ name }) => name === 'file') ? [] : [found('digest', 'absent')];
    return { genuine: false, valid: false, checks: [...own, ...nothing] };
  }
  const asked = presented.identifier;
  const match = asked === undefined ? [] : [found('match', asked === stored.identifier ? 'same' : 'other')];
  const copy = known?.kind === 'copy' ? [copyResult(known, await deps.copies.get(known.copy), now)] : [];
  const checks = [
    ...own,
    ...(presented.file || presented.data || presented.qr ? match : []),
    ...certificateResults(stored, now),
    ...copy,
  ];
  const genuine = checks.every(({ name, ok }) => ok || !OF_ORIGIN.includes(name));
  const certificate = await factsOf(deps, stored);
  return {
    genuine,
    valid: genuine && checks.every(({ ok }) => ok),
    identifier: stored.identifier,
    ...(certificate ? { certificate } : {}),
    checks,
  };
};
