/** 签章密钥停用、失控登记: the data authority says from when on a key of the library signs no more, or counts no more. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import type { SealKey } from '#schemas/seal.ts';
import type { SealKeyDates } from '#schemas/seal-key.ts';
import { type KeyChangeFile, openedChange, type StoredKeyChange, sealedChange } from './key-change.ts';
import type { KeyChangesStore } from './key-changes.store.ts';
import { keyLine } from './key-line.ts';
import type { SealKeysStore } from './keys.store.ts';

export interface DateKeyDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly sealKeys: Pick<SealKeysStore, 'get' | 'list'>;
  readonly keyChanges: KeyChangesStore;
  /** Keeps change and entry beside the files of the certificates, from which the table can be made again. */
  readonly keepKeyChange: (change: KeyChangeFile) => Promise<void>;
}

const unable = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

const cameFirst = ({ revision }: SealKey) =>
  problem('precondition-failed', {
    detail: `密钥时间已另有登记，修订号 ${revision} Another change came first: revision ${revision}`,
    errors: [{ field: '/headers/if-match', rule: 'another-came-first' }],
    cause: 'another-came-first',
  });

/** The entry after the change. Throws unprocessable, naming the date and the rule. */
const after = (key: SealKey, { retiredAt, compromisedAt }: SealKeyDates, now: number): SealKey => {
  const next = {
    ...key,
    revision: key.revision + 1,
    ...(retiredAt === undefined ? {} : { retiredAt: Date.parse(retiredAt) }),
    ...(compromisedAt === undefined ? {} : { compromisedAt: Date.parse(compromisedAt) }),
  };
  if (next.retiredAt === key.retiredAt && next.compromisedAt === key.compromisedAt)
    throw unable(retiredAt === undefined ? '/compromisedAt' : '/retiredAt', 'stands-so-already');
  if (retiredAt !== undefined && Date.parse(retiredAt) < key.validFrom)
    throw unable('/retiredAt', 'before-its-first-use');
  // What somebody will do with a stolen key is not known; what is planned is a retirement.
  if (compromisedAt !== undefined && Date.parse(compromisedAt) > now) throw unable('/compromisedAt', 'in-the-future');
  return next;
};

/** Answers the key, its revision as ETag. A repeat, known by its If-Match and what it says, answers the same and writes the files again. */
export const dateKey =
  (deps: DateKeyDeps): Body<typeof sealKeyRoutes.dateSealKey> =>
  async ({ params, body, caller, now, ifMatch = 0 }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'registry.manage');
    if (!who.department.dataAuthority)
      throw forbidden(snapshot, 'not-the-authority', '由主管部门办理 The data authority alone does this');
    const key = await deps.sealKeys.get(params.key);
    if (!key) throw problem('not-found');
    const keys = await deps.keys();
    const by = { client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) };
    const request = hmac(keys.request, canonical({ ...by, body, key: key.keyId, ifMatch }));

    const answer = async (made: StoredKeyChange) => {
      await deps.keepKeyChange(openedChange(keys, made));
      const changes = (await deps.keyChanges.of(made.key.keyId)).filter(
        ({ key: { revision } }) => revision <= made.key.revision,
      );
      const line = keyLine(
        made.key,
        changes.map((change) => openedChange(keys, change)),
      );
      return { body: line, headers: { etag: `"${made.key.revision}"` } };
    };
    const repeated = async () => {
      const before = await deps.keyChanges.get(key.keyId, ifMatch + 1);
      if (before?.request === request) return answer(before);
      throw cameFirst((await deps.sealKeys.get(key.keyId)) ?? key);
    };
    if (ifMatch !== key.revision) return repeated();

    const { reason } = body;
    const act = { v: 1 as const, key: after(key, body, now), at: now, department: who.department.id, ...by, request };
    const made = sealedChange(keys, { ...act, reason });
    return (await deps.keyChanges.change(made)) ? answer(made) : repeated();
  };
