/** One row issued, and what has become of it since, by the transaction by which everything is issued. */
import type { Instance } from '#functions/exchange/instance.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { entryOf } from '../entry.ts';
import type { Issued, IssueStore, Since } from '../issue.store.ts';
import { issueRecord } from '../issue-record.ts';
import { holdsPlace } from '../lifecycle.ts';
import type { Made } from '../make.ts';
import type { Named } from '../master.ts';
import { operationRecord } from '../operations/operation-record.ts';
import { type Act, sealed } from '../operations/stored-operation.ts';
import type { StoredCertificate } from '../stored.ts';
import { workingCopy } from '../working-copy.ts';
import { type ReadRow, stateOf } from './row.ts';

export interface IssueRowDeps {
  readonly keys: HubKeys;
  readonly instance: Instance;
  readonly issues: Pick<IssueStore, 'issue'>;
}

export interface Issuing {
  readonly who: Party;
  readonly type: CertificateType;
  /** Epoch ms. */
  readonly now: number;
}

/** The operation by which it came to its state. Nothing was asked for under a key of its own, so it names none. */
const sinceOf = (
  { keys, instance }: IssueRowDeps,
  { who, type, now }: Issuing,
  certificate: StoredCertificate,
  row: ReadRow,
): Since | undefined => {
  if (!row.later) return undefined;
  const { operation, ...said } = row.later;
  const after: StoredCertificate = { ...certificate, state: stateOf(row), revision: 2 };
  const { identifier, status } = certificate;
  const asked = canonical({ ...row.later, identifier });
  const about = { operation, holder: row.request.holders[0]?.code ?? '', asked };
  const record = operationRecord({ keys, instance }, { who, type, at: now }, after, about);
  const act: Act = {
    v: 1,
    ...{ type: type.id, ...(status ? { status } : {}) },
    ...{ identifier, revision: 2, operation, from: '01', to: after.state, at: now, record: record.id },
    ...{ department: who.department.id, client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) },
  };
  return { after, operation: sealed(keys, act, said), record };
};

/** All of it or nothing. */
export const issueRow = async (
  deps: IssueRowDeps,
  issuing: Issuing,
  row: ReadRow,
  named: Named,
  { files, text }: Made,
): Promise<Issued> => {
  const { keys, instance } = deps;
  const { who, type, now } = issuing;
  const { request, number, key, asked } = row;
  const single = type.holding === 'single';
  const certificate: StoredCertificate = {
    ...entryOf(who.department, type, request, keys, { named, files, at: now }),
    asked: { key, request: asked },
    ...(single ? { single } : {}),
  };
  const record = issueRecord({ keys, instance }, who, type, certificate, request);
  const since = sinceOf(deps, issuing, certificate, row);
  const result = await deps.issues.issue({
    ...{ certificate, master: workingCopy(keys, named.identifier, text), key, request: asked, number, record, since },
    // What has ended takes no place from what its holder has now.
    single: single && holdsPlace(stateOf(row)),
  });
  if (result !== 'issued') for (const one of [since?.record, record]) if (one) instance.giveBack(one.sequence);
  return result;
};
