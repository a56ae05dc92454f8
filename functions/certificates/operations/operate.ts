/** 证照操作: held, released, ended. One transaction, then the operation's own file, then the answer. */
import * as z from 'zod';
import type { Instance } from '#functions/exchange/instance.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { type CertificateState, type CertificateType, wholeType } from '#schemas/certificate.ts';
import type { OperationName } from '#schemas/certificate-operation.ts';
import type { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { certificateLifecycle, STATE_NAMES } from '../lifecycle.ts';
import { longer, retentionOf } from '../retention/retention.ts';
import type { StoredCertificate } from '../stored.ts';
import { keepFile } from './keep-file.ts';
import { lineOf } from './line.ts';
import { operationRecord } from './operation-record.ts';
import type { OperationStore } from './operations.store.ts';
import { type Act, type StoredOperation, sealed } from './stored-operation.ts';

export interface OperateDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: CertificateStore;
  readonly operations: OperationStore;
  readonly files: Files;
  readonly instance: Instance;
}

/** The certificate and its type, when this caller's department issued it. A type that is suspended or has ended changes nothing here. */
const own = async ({ certificates }: OperateDeps, snapshot: IndexedSnapshot, who: Party, identifier: string) => {
  const stored = await certificates.get(identifier);
  const type = stored && snapshot.certificateType(stored.type);
  if (!type) throw problem('not-found');
  if (stored.issuer !== who.department.id)
    throw forbidden(snapshot, 'not-the-issuer', '由颁发部门办理 Its issuing department does this');
  return { stored, type };
};

/** Throws unprocessable where the type does not know the operation, conflict where the state does not allow it. */
const stateAfter = (type: CertificateType, state: CertificateState, operation: OperationName): CertificateState => {
  if (!wholeType(type).operations.includes(operation))
    throw problem('unprocessable', { errors: [{ field: '/operation', rule: 'type-does-not-know-it' }] });
  return step(certificateLifecycle, state, operation) as CertificateState;
};

const cameFirst = ({ state, revision }: StoredCertificate) =>
  problem('precondition-failed', {
    detail: `证照已另有变更：现为${STATE_NAMES[state]}（${state}），修订号 ${revision} Another operation came first: state ${state}, revision ${revision}`,
    errors: [{ field: '/headers/if-match', rule: 'another-came-first' }],
    cause: 'another-came-first',
  });

const FirstHolder = z.object({ holders: z.array(z.object({ code: z.string() })).min(1) });

/** Code of the first holder, from the master: the record of the act is about him. */
const holderOf = async ({ files }: OperateDeps, { type, identifier, files: { json } }: StoredCertificate) => {
  const bytes = await files.get(type, identifier, 'json', json);
  return FirstHolder.parse(JSON.parse(new TextDecoder().decode(bytes))).holders[0]?.code ?? '';
};

/** Answers the line of the history (201), its revision as ETag. A repeat under the same Idempotency-Key answers the same line. */
export const operate =
  (deps: OperateDeps): Body<typeof operationsRoutes.operateCertificate> =>
  async ({ params, body, caller, now, ifMatch, idempotencyKey = '' }) => {
    const { identifier } = params;
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'certificates.issue');
    const { stored, type } = await own(deps, snapshot, who, identifier);
    const keys = await deps.keys();
    const asked = canonical({ ...body, identifier, ifMatch });
    const key = hmac(keys.request, canonical(['operation', who.client.id, who.officer?.id ?? null, idempotencyKey]));
    const request = hmac(keys.request, asked);

    const answer = async (operation: StoredOperation) => {
      const file = await keepFile(deps.files, keys, operation, operation.retention ?? stored.retention);
      return { body: lineOf(file), headers: { etag: `"${operation.revision}"` } };
    };
    const repeated = async () => {
      const before = await deps.operations.operatedUnder(key);
      if (!before) return undefined;
      if (before.request !== request) throw problem('idempotency-key-reused');
      const operation = await deps.operations.get(before.identifier, before.revision);
      return operation && (await answer(operation));
    };
    // A repeat of what took effect comes with the revision of before it; only then is there something to look for.
    if (ifMatch !== stored.revision) {
      const again = await repeated();
      if (again) return again;
      throw cameFirst(stored);
    }

    const { operation, ...said } = body;
    const to = stateAfter(type, stored.state, operation);
    const retention = longer(stored.retention, retentionOf(type, [stored.validUntil ?? '', beijingDate(now)]));
    const kept = retention ? { retention } : {};
    const after: StoredCertificate = { ...stored, state: to, revision: stored.revision + 1, ...kept };
    const holder = await holderOf(deps, stored);
    const about = { operation, holder, asked };
    const record = operationRecord({ keys, instance: deps.instance }, { who, type, at: now }, after, about);
    const act: Act = {
      v: 1,
      ...{ type: type.id, asked: { key, request }, ...(stored.status ? { status: stored.status } : {}) },
      ...{ identifier, revision: after.revision, operation, from: stored.state, to, at: now, record: record.id },
      ...{ department: who.department.id, client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) },
      ...kept,
    };
    const made = sealed(keys, act, said);
    const single = type.holding === 'single';
    const result = await deps.operations.operate({
      ...{ before: stored, after, operation: made, key, request, single, record },
    });
    if (result === 'operated') return answer(made);
    if (result === 'holder-has-one')
      throw problem('conflict', { errors: [{ field: '/operation', rule: 'holder-has-one-already' }] });
    const again = await repeated();
    if (again) return again;
    throw cameFirst((await deps.certificates.get(identifier)) ?? stored);
  };
