/** 加注件: a copy stamped for one case, with an identity of its own and an end. Recorded like a pull, then released. */
import { randomUUID } from 'node:crypto';
import { chosen } from '#functions/exchange/answer.ts';
import { denied } from '#functions/exchange/deny.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { decidedFacts } from '#functions/exchange/facts.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import { releasedText } from '#functions/exchange/record.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { pageRoutes } from '#schemas/routes/certificates.ts';
import { type Allowed, allow, counted, typeOf } from './allow.ts';
import { drawCopy } from './copy-page.ts';
import { withFreshLook } from './fresh-look.ts';
import { coHolders, readHeld } from './held.ts';
import { facts, sha256Hex } from './master.ts';
import type { Press } from './press.ts';
import type { PullDeps } from './pull.ts';
import { recordedRefusal } from './recorded-refusal.ts';
import type { StoredCopy } from './stored.ts';
import { summary } from './summary.ts';

export interface CopyDeps extends PullDeps {
  readonly press: Press;
  readonly publicUrl: string;
}

const HOUR_MS = 3_600_000;
/** Seven days, where the type says nothing. */
const COPY_HOURS = 168;

const lifeOf = ({ type }: Allowed): number => (type.copyHours ?? COPY_HOURS) * HOUR_MS;

/** A copy is for a case: level `copy` all the way, and a ticket. It shows the whole face, so the grant must give all of it. */
const assertCopy = (snapshot: IndexedSnapshot, allowed: Allowed) => {
  if (allowed.level !== 'copy') throw denied(snapshot, 'use-not-permitted', allowed);
  if (allowed.resource.fields.some(({ pointer }) => !allowed.grant.fields.includes(pointer)))
    throw denied(snapshot, 'copy-not-granted', allowed);
  if (!allowed.ticket) throw denied(snapshot, 'ticket-missing', allowed);
  return allowed.ticket;
};

export const copy =
  (deps: CopyDeps): Body<typeof pageRoutes.copyCertificate> =>
  async (input) => {
    const { params, body, caller, now, idempotencyKey } = input;
    const { identifier } = params;
    const { level, reason = '' } = body;
    if (level !== 'copy') throw problem('invalid-request', { errors: [{ field: '/level', rule: 'copy' }] });
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const allowed = await allow(deps, input, (snapshot) => typeOf(snapshot, identifier), body);
    const ticket = assertCopy(await deps.snapshots.current(), allowed);
    await counted(deps, allowed, now);
    const { keys, who } = allowed;
    const asked = requestText(allowed, { copy: identifier, holder: body.holder, reason });
    const request = hmac(keys.request, asked);
    const key =
      idempotencyKey && hmac(keys.request, canonical(['copy', who.client.id, who.officer?.id ?? null, idempotencyKey]));

    return withFreshLook(async () => {
      const before = key ? await deps.certificates.copiedUnder(key) : undefined;
      // A repeat makes the same copy again, byte for byte, as long as that copy lives.
      const again = before?.request === request && now < before.madeAt + lifeOf(allowed) ? before : undefined;
      const { stored, master, valid } = await recordedRefusal(
        deps,
        { kind: 'copy', allowed, identifier, holder: body.holder, requestText: asked, moment },
        () => readHeld(deps, identifier, allowed, now, true),
      );
      const madeAt = again?.madeAt ?? now;
      const made: StoredCopy = {
        v: 1,
        kind: 'copy',
        identifier,
        copy: again?.copy ?? randomUUID(),
        case: ticket.case,
        matter: ticket.matter,
        department: who.department.id,
        madeAt,
        expiresAt: madeAt + lifeOf(allowed),
      };
      const page = await drawCopy(deps, master, allowed, made, reason);
      const sha256 = sha256Hex(page);
      const { released } = chosen(allowed.fields, facts(master, valid, allowed.type, now));
      const entry = { v: 1 as const, request, copy: made.copy, madeAt };
      const record = await keepRecord(
        {
          ...decidedFacts(allowed),
          kind: 'copy',
          ms: moment() - now,
          found: true,
          certificate: identifier,
          ...coHolders(stored, allowed.handle),
          subjectCode: body.holder,
          requestText: asked,
          releasedText: releasedText({ data: released, copy: made.copy, sha256 }),
        },
        idempotencyKey,
        {
          records: deps.pulls.boundTo(stored, {
            sha256,
            copy: made,
            ...(key && !before ? { fresh: { key, entry } } : {}),
          }),
          instance: deps.instance,
          keys,
        },
      );
      const snapshot = await deps.snapshots.current();
      await assertReleasable(snapshot, allowed, caller, moment(), 'certificates');
      const doubt = doubtful(snapshot, keys, allowed.resource.id, body.holder, allowed.fields);
      return {
        body: {
          pull: record.id,
          certificate: summary(stored, allowed.type, now),
          level: allowed.level,
          fields: [...allowed.fields],
          data: released,
          ...(doubt ? { doubtful: doubt } : {}),
          copy: {
            identifier: made.copy,
            sha256,
            expiresAt: new Date(made.expiresAt).toISOString(),
            contentType: 'application/pdf',
            content: Buffer.from(page).toString('base64'),
          },
        },
      };
    });
  };
