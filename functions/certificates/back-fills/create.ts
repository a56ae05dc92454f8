/** Begin a back-fill: decided on as a single issue is, so that whoever may not issue is told before he uploads. */
import { newKey } from '#functions/batches/batch-key.ts';
import { placeOfKey } from '#functions/exchange/keep-record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { hmac, keyedUuid } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import { BACK_FILL_SECONDS } from '#schemas/back-fill.ts';
import type { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import type { StoredBackFill } from '#schemas/stored-back-fill.ts';
import { issuable } from '../issuable.ts';
import type { OwnDeps } from './own.ts';
import type { Timers } from './timers.ts';
import { shown } from './view.ts';

export interface CreateDeps extends OwnDeps {
  readonly timers: Timers;
}

/** A repeat under the same key finds the first one. Throws idempotency-key-reused for another wish. */
export const createBackFill =
  (deps: CreateDeps): Body<(typeof backFillsRoutes)['createBackFill']> =>
  async ({ caller, body, now, idempotencyKey = '' }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'certificates.issue');
    const type = issuable(snapshot, who, body.type, now);
    const keys = await deps.keys();
    const asker = { client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) };
    const id = keyedUuid(keys, `back-fill\n${placeOfKey(keys, asker, idempotencyKey)}`);
    const backFill: StoredBackFill = {
      v: 1,
      ...{ id, revision: 1, state: 'receiving', ...asker, consumer: who.department.id, type: type.id },
      request: hmac(keys.request, canonical(body)),
      createdAt: now,
      until: now + BACK_FILL_SECONDS.upload * 1000,
      key: newKey(keys, id),
      uploads: true,
    };
    await deps.timers.at(backFill.until, id);
    const found = await deps.backFills.create(backFill);
    if (found !== 'written' && found.request !== backFill.request) throw problem('idempotency-key-reused');
    const stands = found === 'written' ? backFill : found;
    return { body: shown(stands), headers: { location: `/v1/back-fills/${id}` } };
  };
