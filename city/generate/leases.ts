/** Shops let by their owners to sole traders. */
import type { Firm, Lease, RegisteredTitle } from '../population.ts';
import { dateOf, daysOf } from './codes.ts';
import type { Chance } from './prng.ts';

export const makeLeases = (chance: Chance, titles: readonly RegisteredTitle[], firms: readonly Firm[]): Lease[] => {
  const owners = new Set(titles.flatMap((title) => title.holders.map((holder) => holder.code)));
  const tenants = firms.filter((firm) => firm.kind === 'sole-trader' && !owners.has(firm.code));
  const shops = titles.filter((title) => title.use.endsWith('商业服务'));
  return shops.slice(0, tenants.length).flatMap((shop, i) => {
    const [tenant, owner] = [tenants[i], shop.holders[0]];
    if (!tenant || !owner) return [];
    // Nobody lets what is not yet his.
    const from = Math.max(daysOf('2024-01-01') + chance.int(0, 600), daysOf(shop.registeredOn) + 30);
    return [
      {
        unitNumber: shop.unitNumber,
        lessor: owner.code,
        lessee: tenant.code,
        from: dateOf(from),
        until: dateOf(from + 365 * chance.int(2, 5)),
        monthlyRent: Math.max(800, Math.round(shop.area * chance.int(40, 120))),
      },
    ];
  });
};
