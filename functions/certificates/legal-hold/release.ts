/** 解除法律保全: for good. A hold that is needed again is another one. */
import { canonical } from '#functions/kernel/canonical.ts';
import { hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import { acted, actor, authorityOver, type HoldDeps } from './act.ts';
import { holdLine } from './hold-line.ts';
import { openedHold, type Placed, type Released } from './stored-hold.ts';

/** Throws not-found, or conflict where it was released before by somebody else or with other words. */
export const releaseHold =
  (deps: HoldDeps): Body<typeof legalHoldRoutes.releaseLegalHold> =>
  async ({ params: { identifier, hold }, body, caller, now }) => {
    const { who, certificate } = await authorityOver(deps, caller, identifier);
    const placed = await deps.holds.get(identifier, hold, 'placed');
    if (!placed) throw problem('not-found');
    const keys = await deps.keys();
    const by = actor(who);
    const file: Released = {
      ...{ v: 1, act: 'released', hold, identifier, type: certificate.type, at: now },
      ...{ department: who.department.id, ...by },
      request: hmac(keys.request, canonical({ ...by, body })),
      words: body,
    };
    const released = await acted(deps, keys, file, certificate);
    if (!released) throw problem('conflict', { errors: [{ field: '/hold', rule: 'released-already' }] });
    return { body: holdLine(openedHold(keys, placed) as Placed, released) };
  };
