/** Begin a batch: decided on as each of its rows will be, so that whoever may not ask is told before he uploads. */
import { declaredOnly, identified } from '#functions/exchange/authorise.ts';
import { placeOfKey } from '#functions/exchange/keep-record.ts';
import { needsTicket } from '#functions/exchange/purpose.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, keyedUuid } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { BATCH_SECONDS, type NewBatch } from '#schemas/batch.ts';
import type { Resource } from '#schemas/resource.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import { newKey } from './batch-key.ts';
import { grantedBut } from './granted.ts';
import type { OwnDeps } from './own.ts';
import type { Timers } from './timers.ts';
import { shown } from './view.ts';

export interface CreateDeps extends OwnDeps {
  readonly timers: Timers;
  /** Can this be asked at once, and without effect? */
  readonly askedNow: (resource: Resource) => boolean;
}

/** Decided but for what only a case decides. Throws exchange-denied, explained; invalid-request, unprocessable. */
const decided = ({ askedNow }: CreateDeps, snapshot: IndexedSnapshot, who: Party, body: NewBatch, now: number) => {
  const { resource: id, purpose, party, fields } = body;
  const versions = snapshot.versionsOf(id);
  if (versions.length > 0) declaredOnly(versions, fields);
  const granted = grantedBut(snapshot, who, { resource: id, purpose, role: party.role, fields, now });
  if (!askedNow(granted.resource))
    throw problem('unprocessable', { errors: [{ field: '/resource', rule: 'only-what-is-asked-now' }] });
  return { ticketed: needsTicket(granted.grant, purpose), resource: granted.resource };
};

const batchOf = (
  keys: HubKeys,
  who: Party,
  body: NewBatch,
  { ticketed, resource }: ReturnType<typeof decided>,
  { idempotencyKey = '', now }: { readonly idempotencyKey?: string; readonly now: number },
): StoredBatch => {
  const asker = { client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) };
  const id = keyedUuid(keys, `batch\n${placeOfKey(keys, asker, idempotencyKey)}`);
  const { purpose, party, fields, format, charset } = body;
  return {
    v: 1,
    ...{ id, revision: 1, state: 'receiving', ...asker, consumer: who.department.id, provider: resource.department },
    ...{ resource: resource.id, resourceVersion: resource.version, purpose, role: party.role },
    ...{ fields: [...new Set(fields)], format, charset, ticketed },
    request: hmac(keys.request, canonical(body)),
    createdAt: now,
    until: now + BATCH_SECONDS.upload * 1000,
    key: newKey(keys, id),
    uploads: true,
  };
};

/** A repeat under the same key finds the first one. Throws idempotency-key-reused for another wish. */
export const createBatch =
  (deps: CreateDeps): Body<(typeof batchesRoutes)['createBatch']> =>
  async ({ caller, body, now, idempotencyKey }) => {
    const snapshot = await deps.snapshots.current();
    const who = identified(snapshot, caller, 'exchange');
    const keys = await deps.keys();
    const of = { now, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
    const batch = batchOf(keys, who, body, decided(deps, snapshot, who, body, now), of);
    await deps.timers.at(batch.until, batch.id);
    const found = await deps.batches.create(batch);
    if (found !== 'written' && found.request !== batch.request) throw problem('idempotency-key-reused');
    const stands = found === 'written' ? batch : found;
    return { body: shown(stands), headers: { location: `/v1/batches/${stands.id}` } };
  };
