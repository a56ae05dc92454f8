/** 签发: data checked, master signed, page drawn, files stored, and last the index and the record in one transaction. */
import type { Instance } from '#functions/exchange/instance.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Input } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import type { pageRoutes } from '#schemas/routes/certificates.ts';
import type { CertificateStore } from './certificates.store.ts';
import { assertNotEnded } from './ended.ts';
import type { Files } from './files.client.ts';
import { makeIdentifier, serialFor } from './identifier.ts';
import type { IssueStore } from './issue.store.ts';
import { issueRecord } from './issue-record.ts';
import { brokenIssue } from './issue-rules.ts';
import { type Signer, signCompact } from './jws.ts';
import { faceOf } from './layout.ts';
import { makeMaster, masterText, sha256Hex } from './master.ts';
import { checkAddress, type Press } from './press.ts';
import { brokenFace } from './printable.ts';
import type { StoredCertificate } from './stored.ts';
import { summary } from './summary.ts';
import { workingCopy } from './working-copy.ts';

export interface IssueDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: CertificateStore;
  readonly issues: IssueStore;
  readonly files: Files;
  readonly signer: () => Promise<Signer>;
  readonly press: Press;
  readonly instance: Instance;
  /** Where anybody checks a certificate; stands in the QR code. */
  readonly publicUrl: string;
}

type IssueInput = Input<typeof pageRoutes.issueCertificate>;

/** The type, when this caller's department issues it and it has not ended. */
const issuable = (snapshot: IndexedSnapshot, who: Party, id: string, now: number): CertificateType => {
  const type = snapshot.certificateType(id);
  if (!type || type.suspended) throw problem('unprocessable', { errors: [{ field: '/type', rule: 'unknown-type' }] });
  if (type.issuer !== who.department.id)
    throw forbidden(snapshot, 'not-the-issuer', '由颁发部门签发 Its issuing department issues it');
  assertNotEnded(type, now);
  return type;
};

/** Signs, draws and stores the three files. Repeating it is harmless: their names are their digests. */
const makeFiles = async (deps: IssueDeps, { body, now }: IssueInput, type: CertificateType, who: Party, id: string) => {
  const master = makeMaster(id, body, type, who.department);
  const face = faceOf(master, type);
  const errors = [...brokenIssue(body, type, now), ...brokenFace(deps.press.covers, face)].slice(0, 20);
  if (errors.length > 0) throw problem('unprocessable', { errors });
  const text = masterText(master);
  const digest = sha256Hex(text);
  const [jws, page] = await Promise.all([
    signCompact(await deps.signer(), text),
    deps.press.draw({
      face,
      identifier: id,
      digest,
      checkAddress: checkAddress(deps.publicUrl, id, digest),
      dated: Date.parse(`${master.issuedOn}T00:00:00+08:00`),
    }),
  ]);
  const store = (kind: 'json' | 'jws' | 'pdf', bytes: Uint8Array) => deps.files.put(type.id, id, kind, bytes);
  const [json, signed, pdf] = await Promise.all([
    store('json', Buffer.from(text)),
    store('jws', Buffer.from(jws)),
    store('pdf', page),
  ]);
  return { files: { json, jws: signed, pdf }, text };
};

const REFUSED = {
  'number-taken': { field: '/number', rule: 'number-taken' },
  'holder-has-one': { field: '/holders', rule: 'holder-has-one-already' },
} as const;

/** Numbers that read alike are one number: full-width signs and composed characters as the plain ones, no spaces. */
const sameNumber = (number: string): string => number.normalize('NFKC').replace(/\s/g, '');

/** Answers the summary (201). A repeat under the same Idempotency-Key answers the same certificate. */
export const issue =
  (deps: IssueDeps): Body<typeof pageRoutes.issueCertificate> =>
  async (input) => {
    const { body, now, caller, idempotencyKey = '' } = input;
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'certificates.issue');
    const type = issuable(snapshot, who, body.type, now);
    const keys = await deps.keys();
    const key = hmac(keys.request, canonical(['issue', who.client.id, who.officer?.id ?? null, idempotencyKey]));
    const request = hmac(keys.request, canonical(body));

    const repeated = async () => {
      const before = await deps.certificates.issuedUnder(key);
      if (!before) return undefined;
      if (before.request !== request) throw problem('idempotency-key-reused');
      const stored = await deps.certificates.get(before.identifier);
      return stored && { body: summary(stored, type, now) };
    };
    const before = await repeated();
    if (before) return before;

    const identifier = makeIdentifier({
      typeCode: type.code,
      issuer: who.department.creditCode,
      serial: serialFor(keys.request, `${key}${request}`),
      version: 1,
    });
    const { files, text } = await makeFiles(deps, input, type, who, identifier);
    const certificate: StoredCertificate = {
      v: 1,
      identifier,
      revision: 1,
      state: '01',
      type: type.id,
      typeVersion: type.version,
      issuer: who.department.id,
      version: 1,
      issuedOn: body.issuedOn,
      validFrom: body.validFrom,
      ...(body.validUntil === undefined ? {} : { validUntil: body.validUntil }),
      files,
      holders: body.holders.map((holder) => subjectHandle(keys, holder.code)),
      keyVersion: keys.version,
      at: now,
    };
    const result = await deps.issues.issue({
      certificate,
      master: workingCopy(keys, identifier, text),
      key,
      request,
      number: hmac(keys.subject, `number\n${type.id}\n${sameNumber(body.number)}`),
      single: type.holding === 'single',
      record: issueRecord({ keys, instance: deps.instance }, who, type, certificate, body),
    });
    if (result === 'issued') return { body: summary(certificate, type, now) };
    if (result !== 'repeated') throw problem('conflict', { errors: [REFUSED[result]] });
    const mine = await repeated();
    if (!mine) throw problem('hub-not-ready', { cause: 'issue-unsettled', retryAfter: 1 });
    return mine;
  };
