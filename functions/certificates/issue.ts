/** 签发: data checked, files made and sealed, and last the index and the record in one transaction. A single issue is a batch of one. */
import type { Instance } from '#functions/exchange/instance.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import type { pageRoutes } from '#schemas/routes/certificates.ts';
import type { CertificateStore } from './certificates.store.ts';
import { entryOf, numberDigest } from './entry.ts';
import { makeIdentifier, serialFor } from './identifier.ts';
import { issuable } from './issuable.ts';
import type { Issued, IssueStore } from './issue.store.ts';
import { issueRecord } from './issue-record.ts';
import { endingOf, succession } from './issue-version.ts';
import { brokenMaking, type MakeDeps, makeFiles } from './make.ts';
import { keepEnd, keepFile } from './operations/keep-file.ts';
import type { OperationStore } from './operations/operations.store.ts';
import { freeSlots } from './status/free-slots.ts';
import { slotOf } from './status/slot.ts';
import { summary } from './summary.ts';
import { workingCopy } from './working-copy.ts';

export interface IssueDeps extends MakeDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: CertificateStore;
  readonly issues: IssueStore;
  readonly operations: Pick<OperationStore, 'get'>;
  readonly instance: Instance;
}

const REFUSED = {
  'number-taken': { field: '/number', rule: 'number-taken' },
  'holder-has-one': { field: '/holders', rule: 'holder-has-one-already' },
  'superseded-changed': { field: '/supersedes', rule: 'another-came-first' },
} as const;
const isFinal = (result: Issued): result is keyof typeof REFUSED => result in REFUSED;
const refusedFor = (result: keyof typeof REFUSED, { replaces }: IssueRequest) =>
  result === 'superseded-changed' && replaces !== undefined
    ? { field: '/replaces', rule: REFUSED[result].rule }
    : REFUSED[result];

/** How often another certificate may take the place in the status list before the caller is asked to come again. */
const TRIES = 3;

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
      if (stored) await keepEnd(deps, keys, stored);
      return stored && { body: summary(stored, type, now) };
    };
    const before = await repeated();
    if (before) return before;

    const next = await succession({ certificates: deps.certificates, keys }, type, who, body);
    const { serial, version } = next?.naming ?? { serial: serialFor(keys.request, `${key}${request}`), version: 1 };
    const identifier = makeIdentifier({ typeCode: type.code, issuer: who.department.creditCode, serial, version });
    const naming = { identifier, version, ...(next ? { supersedes: next.supersedes } : {}) };
    const making = { type, department: who.department, now };
    const errors = brokenMaking(deps, making, {
      named: { ...naming, status: slotOf(identifier) },
      request: body,
    });
    if (errors.length > 0) throw problem('unprocessable', { errors });

    for (let tries = 1; tries <= TRIES; tries += 1) {
      const [status] = await freeSlots(deps.issues, [identifier]);
      if (!status) break;
      const named = { ...naming, status };
      const [made] = await makeFiles(deps, making, [{ named, request: body }]);
      if (!made) break;
      const single = type.holding === 'single';
      const entry = {
        ...entryOf(who.department, type, body, keys, { named, files: made.files, at: now }),
        asked: { key, request },
        ...(single ? { single } : {}),
      } as const;
      const record = issueRecord({ keys, instance: deps.instance }, who, type, entry, body);
      const certificate = { ...entry, record: record.id };
      const begun = { identifier, retention: certificate.retention, at: now, record: record.id, reason: body.reason };
      const ending = endingOf(keys, who, next, begun);
      const result = await deps.issues.issue({
        certificate,
        master: workingCopy(keys, identifier, made.text),
        key,
        request,
        number: numberDigest(keys, type.id, body.number),
        single,
        record,
        ending,
      });
      if (result === 'issued') {
        if (ending) await keepFile(deps.files, keys, ending.operation, ending.after.retention);
        return { body: summary(certificate, type, now) };
      }
      if (isFinal(result)) throw problem('conflict', { errors: [refusedFor(result, body)] });
      const mine = await repeated();
      if (mine) return mine;
    }
    throw problem('hub-not-ready', { cause: 'issue-unsettled', retryAfter: 1 });
  };
