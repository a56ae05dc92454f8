/** 加注件: a copy stamped for one case, with an identity of its own and an end, made once. Recorded like a pull; then its token is released. */
import { chosen } from '#functions/exchange/answer.ts';
import { denied } from '#functions/exchange/deny.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { decidedFacts } from '#functions/exchange/facts.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import { releasedText } from '#functions/exchange/record.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CopyMade } from '#schemas/copy.ts';
import type { pageRoutes } from '#schemas/routes/certificates.ts';
import { type Allowed, allow, counted, typeOf } from '../allow.ts';
import { pullReceipt } from '../answer-pull.ts';
import { withFreshLook } from '../fresh-look.ts';
import { coHolders, readHeld } from '../held.ts';
import { facts } from '../master.ts';
import type { PullDeps } from '../pull.ts';
import { recordedRefusal } from '../recorded-refusal.ts';
import { summary } from '../summary.ts';
import type { CopiesStore } from './copies.store.ts';
import { tokenOf } from './copy-token.ts';
import { type MakeCopyDeps, makeCopy } from './make-copy.ts';
import type { StoredCopyItem } from './stored-copy.ts';

export interface CopyDeps extends PullDeps, MakeCopyDeps {
  readonly copies: Pick<CopiesStore, 'get'>;
}

/** A copy is for a case: level `copy` all the way, and a ticket. It shows the whole face, so the grant must give all of it. */
const assertCopy = (snapshot: IndexedSnapshot, allowed: Allowed) => {
  if (allowed.level !== 'copy') throw denied(snapshot, 'use-not-permitted', allowed);
  const face = allowed.resource.fields.filter(({ level }) => level !== 'predicate');
  if (face.some(({ pointer }) => !allowed.grant.fields.includes(pointer)))
    throw denied(snapshot, 'copy-not-granted', allowed);
  if (!allowed.ticket) throw denied(snapshot, 'ticket-missing', allowed);
  return allowed.ticket;
};

const told = (keys: HubKeys, made: StoredCopyItem): CopyMade => ({
  identifier: made.copy,
  sha256: made.files.pdf,
  expiresAt: new Date(made.expiresAt).toISOString(),
  token: tokenOf(keys, made) ?? '',
  redeemBy: new Date(made.redeemBy).toISOString(),
});

/** The copy that this key has led to, as long as it can be fetched. Throws idempotency-key-reused for another request. */
const madeBefore = async (deps: CopyDeps, key: string | undefined, request: string, now: number) => {
  const before = key ? await deps.certificates.copiedUnder(key) : undefined;
  if (before && before.request !== request) throw problem('idempotency-key-reused');
  const made = before && (await deps.copies.get(before.copy));
  return { before, made: made && now < made.redeemBy ? made : undefined };
};

export const copy =
  (deps: CopyDeps): Body<typeof pageRoutes.copyCertificate> =>
  async (input) => {
    const { params, caller, now, idempotencyKey } = input;
    const { identifier } = params;
    const body = { ...input.body, level: 'copy' as const };
    const { holder, reason } = body;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const allowed = await allow(deps, input, (snapshot) => typeOf(snapshot, identifier), body);
    const ticket = assertCopy(await deps.snapshots.current(), allowed);
    await counted(deps, allowed, now);
    const { keys, who } = allowed;
    const asked = requestText(allowed, { copy: identifier, holder, reason });
    const request = hmac(keys.request, asked);
    const key =
      idempotencyKey && hmac(keys.request, canonical(['copy', who.client.id, who.officer?.id ?? null, idempotencyKey]));

    return withFreshLook(async () => {
      const { before, made: again } = await madeBefore(deps, key, request, now);
      const { stored, master, valid } = await recordedRefusal(
        deps,
        { kind: 'copy', allowed, identifier, holder, requestText: asked, moment },
        (meet) => readHeld(deps, identifier, allowed, now, { whole: true, meet }),
      );
      const made = again ?? (await makeCopy(deps, keys, { allowed, ticket, master, holder, reason, now }));
      const { released } = chosen(allowed.fields, facts(master, valid, allowed.type, now));
      const entry = { v: 1 as const, request, copy: made.copy, madeAt: made.madeAt };
      const writes = again ? undefined : { item: made, ...(key && !before ? { fresh: { key, entry } } : {}) };
      const record = await keepRecord(
        {
          ...decidedFacts(allowed),
          kind: 'copy',
          ms: moment() - now,
          found: true,
          certificate: identifier,
          ...coHolders(stored, allowed.handle),
          subjectCode: holder,
          requestText: asked,
          releasedText: releasedText({ data: released, copy: made.copy, sha256: made.files.pdf }),
        },
        idempotencyKey,
        { records: deps.pulls.boundTo(stored, writes), instance: deps.instance, keys },
      );
      const snapshot = await deps.snapshots.current();
      await assertReleasable(snapshot, allowed, caller, moment(), 'certificates');
      const { level, fields, resource } = allowed;
      const doubt = doubtful(snapshot, keys, resource.id, holder, fields);
      const receipt = pullReceipt({ allowed, identifier, holder }, record.id, released, moment());
      return {
        body: {
          pull: record.id,
          certificate: summary(stored, allowed.type, now),
          level,
          fields: [...fields],
          data: released,
          ...(doubt ? { doubtful: doubt } : {}),
          copy: told(keys, made),
          ...(receipt ? { receipt } : {}),
        },
      };
    });
  };
