/** 税费试算 over HTTP: figures only, nothing of anybody. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { HouseSale, LevyOrder } from '#schemas/levy.ts';
import type { Matter } from '#schemas/matter.ts';
import type { matterRoutes } from '#schemas/routes/matters.ts';
import type { MattersDeps } from './deps.ts';
import { dayOf, matterOn } from './facts.ts';
import type { IndexedMatters } from './index-matters.ts';
import { leviesOf } from './levies.ts';

const FEE = 'real-estate-registration';

/** Undefined for a matter that levies nothing of the kind. Of a new house the buyer alone pays here: the developer declares his own taxes. */
export const orderOf = (
  matters: IndexedMatters,
  { levies }: Matter,
  sale: HouseSale,
  day: string,
): LevyOrder | undefined => {
  const fee = matters.raw.fees.find(({ id }) => id === FEE);
  if (!levies || !fee) return undefined;
  const order = leviesOf(sale, day, { levies: matters.raw.levies, fee });
  if (levies === 'house-sale') return order;
  const lines = order.lines.filter(({ payer }) => payer === 'buyer');
  return { lines, totalFen: lines.reduce((sum, { fen }) => sum + fen, 0) };
};

/** 缴入何处: taxes to the body that levies them, the fee to its collector. In fen, by collector; a purse that gets nothing is told too. */
export const pursesOf = (matters: IndexedMatters, { body }: Matter, { lines }: LevyOrder): Map<string, number> => {
  const fee = matters.raw.fees.find(({ id }) => id === FEE)?.collector ?? body;
  const purses = new Map<string, number>();
  for (const { levy, fen } of lines) {
    const purse = levy === 'registration-fee' ? fee : body;
    purses.set(purse, (purses.get(purse) ?? 0) + fen);
  }
  return purses;
};

/** Throws not-found for a matter that levies nothing of the kind. */
export const reckonLevies =
  (deps: MattersDeps): Body<(typeof matterRoutes)['reckonLevies']> =>
  async ({ caller, params, body, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(body, now);
    const order = orderOf(matters, matterOn(matters, params.matter, day), body.sale, day);
    if (!order) throw problem('not-found');
    return { body: order };
  };
