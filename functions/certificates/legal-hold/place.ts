/** 法律保全登记. What S3 is told follows by the relay. */
import { canonical } from '#functions/kernel/canonical.ts';
import { hmac, keyedUuid } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { acted, actor, authorityOver, type HoldDeps } from './act.ts';
import { holdLine } from './hold-line.ts';
import type { Placed } from './stored-hold.ts';

/** Answers the hold (201). Certificate, caller and Idempotency-Key name it, so a repeat is the same one. */
export const placeHold =
  (deps: HoldDeps): Body<typeof legalHoldRoutes.placeLegalHold> =>
  async ({ params: { identifier }, body, caller, now, idempotencyKey = '' }) => {
    const { who, certificate } = await authorityOver(deps, caller, identifier);
    const keys = await deps.keys();
    const by = actor(who);
    const file: Placed = {
      ...{ v: 1, act: 'placed', identifier, type: certificate.type, at: now, department: who.department.id, ...by },
      hold: keyedUuid(keys, canonical(['legal-hold', identifier, by, idempotencyKey])),
      request: hmac(keys.request, canonical(body)),
      words: body,
    };
    const placed = await acted(deps, keys, file, certificate);
    if (!placed) throw problem('idempotency-key-reused');
    return { body: holdLine(placed) };
  };
