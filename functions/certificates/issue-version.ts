/** 延续, 变更, 转入, 换发: the next version of a certificate, or another in its place. It begins, and the one before ends, in the transaction of the issue. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CertificateState, CertificateType, IssueRequest, VersionOperation } from '#schemas/certificate.ts';
import { wholeType } from '#schemas/certificate.ts';
import type { CertificateStore } from './certificates.store.ts';
import { numberDigest } from './entry.ts';
import { takeApart } from './identifier.ts';
import { type CertificateEvent, certificateLifecycle, STATE_NAMES } from './lifecycle.ts';
import { type StoredOperation, sealed } from './operations/stored-operation.ts';
import { longer, type Retention } from './retention/retention.ts';
import type { StoredCertificate } from './stored.ts';

/** By which operation the one before ends: that of the next version, or 注销 where another is issued in its place. */
type Ends = VersionOperation | 'cancel';

/** What happens to the one before, and what is said where nobody gave a reason. */
const ENDS: Readonly<Record<Ends, { readonly event: CertificateEvent; readonly reason: string }>> = {
  extend: { event: 'extend', reason: '延续' },
  change: { event: 'change', reason: '变更' },
  'transfer-in': { event: 'end-transferred', reason: '转入' },
  cancel: { event: 'replace', reason: '换发新证，原证注销' },
};
const LAST_VERSION = 999;

export interface Succession {
  readonly operation: Ends;
  readonly supersedes: string;
  /** Of a next version, which keeps the serial. */
  readonly naming?: { readonly serial: string; readonly version: number };
  /** The one before and the state in which it ends; absent where it stands in another city's library. */
  readonly ends?: { readonly before: StoredCertificate; readonly to: CertificateState };
}

const unable = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

interface Deps {
  readonly certificates: Pick<CertificateStore, 'get' | 'numbered'>;
  readonly keys: HubKeys;
}

/** Throws unless it is one of this issuer and type, in a state that the operation leads on from, and of the number that is said to be its own. */
const endOf = async (
  { certificates, keys }: Deps,
  before: StoredCertificate,
  type: CertificateType,
  { operation, oldNumber }: IssueRequest & { readonly operation: VersionOperation },
) => {
  if (before.type !== type.id) throw unable('/supersedes', 'certificate-of-another-type');
  const to = step(certificateLifecycle, before.state, ENDS[operation].event) as CertificateState;
  if (oldNumber !== undefined) {
    const found = await certificates.numbered(numberDigest(keys, type.id, oldNumber), before.version);
    if (found !== before.identifier) throw unable('/oldNumber', 'other-than-the-superseded');
  }
  return { before, to };
};

/** Of the same issuer and type, and in force: of what has ended or is held, nothing is made anew. */
const replaced = async (
  { certificates }: Deps,
  type: CertificateType,
  who: Party,
  supersedes: string,
): Promise<Succession> => {
  if (!wholeType(type).operations.includes('cancel')) throw unable('/replaces', 'type-does-not-know-it');
  const before = await certificates.get(supersedes);
  if (before?.issuer !== who.department.id) throw unable('/replaces', 'unknown-certificate');
  if (before.type !== type.id) throw unable('/replaces', 'certificate-of-another-type');
  if (!Object.hasOwn(certificateLifecycle.events.replace.moves, before.state))
    throw problem('conflict', {
      detail: `原证照现为${STATE_NAMES[before.state]}（${before.state}），不能换发 The one to be replaced is not in force: state ${before.state}`,
      errors: [{ field: '/replaces', rule: 'not-in-force' }],
    });
  const to = step(certificateLifecycle, before.state, ENDS.cancel.event) as CertificateState;
  return { operation: 'cancel', supersedes, ends: { before, to } };
};

/** Undefined for a new certificate. Throws unprocessable, or conflict where the state of the one before does not allow it. */
export const succession = async (
  deps: Deps,
  type: CertificateType,
  who: Party,
  request: IssueRequest,
): Promise<Succession | undefined> => {
  const { operation, supersedes, replaces } = request;
  if (!wholeType(type).operations.includes(operation ?? 'new')) throw unable('/operation', 'type-does-not-know-it');
  if (replaces !== undefined) return replaced(deps, type, who, replaces);
  if (operation === undefined || supersedes === undefined) return undefined;
  const { serial, version, issuer, typeCode } = takeApart(supersedes);
  if (version === LAST_VERSION) throw unable('/supersedes', 'no-version-left');
  const next = { operation, supersedes, naming: { serial, version: version + 1 } };
  const before = await deps.certificates.get(supersedes);
  if (before?.issuer === who.department.id)
    return { ...next, ends: await endOf(deps, before, type, { ...request, operation }) };
  // What comes from another city is known here by its identifier and number alone.
  const foreign = !before && operation === 'transfer-in' && issuer !== who.department.creditCode;
  if (!foreign) throw unable('/supersedes', 'unknown-certificate');
  if (typeCode !== type.code) throw unable('/supersedes', 'certificate-of-another-type');
  return next;
};

/** The end of the one before, as the transaction writes it. */
export interface Ending {
  readonly before: StoredCertificate;
  readonly after: StoredCertificate;
  readonly operation: StoredOperation;
}

interface Begun {
  readonly identifier: string;
  /** Of the new version: the one that it names is kept as long. */
  readonly retention: Retention;
  /** Epoch ms. */
  readonly at: number;
  /** Of the issue. */
  readonly record: string;
  readonly reason?: string | undefined;
}

/** Undefined where nothing of ours ends. */
export const endingOf = (
  keys: HubKeys,
  who: Party,
  next: Succession | undefined,
  { identifier, retention: wanted, at, record, reason }: Begun,
): Ending | undefined => {
  if (!next?.ends) return undefined;
  const { before, to } = next.ends;
  const revision = before.revision + 1;
  const retention = longer(before.retention, wanted);
  const kept = retention ? { retention } : {};
  const act = {
    v: 1 as const,
    ...{ type: before.type, ...(before.status ? { status: before.status } : {}) },
    ...{ identifier: before.identifier, revision, operation: next.operation, from: before.state, to, at, record },
    ...{ department: who.department.id, client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) },
    supersededBy: identifier,
    ...kept,
  };
  return {
    before,
    after: { ...before, state: to, revision, supersededBy: identifier, ...kept },
    operation: sealed(keys, act, { reason: reason ?? ENDS[next.operation].reason }),
  };
};
