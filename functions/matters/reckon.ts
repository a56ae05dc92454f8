/** 税费试算 over HTTP: figures only, nothing of anybody. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { matterRoutes } from '#schemas/routes/matters.ts';
import type { MattersDeps } from './deps.ts';
import { dayOf, matterOn } from './facts.ts';
import { leviesOf } from './levies.ts';

const FEE = 'real-estate-registration';

/** Throws not-found for a matter that levies nothing of the kind. */
export const reckonLevies =
  (deps: MattersDeps): Body<(typeof matterRoutes)['reckonLevies']> =>
  async ({ caller, params, body, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(body, now);
    const { levies } = matterOn(matters, params.matter, day);
    const fee = matters.raw.fees.find(({ id }) => id === FEE);
    if (!levies || !fee) throw problem('not-found');
    return { body: leviesOf(body.sale, day, { levies: matters.raw.levies, fee }) };
  };
