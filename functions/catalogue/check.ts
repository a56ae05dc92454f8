/** POST /v1/grants/check: would this be granted? The same rules as the exchange, and the department is not asked. */
import { explain } from '#functions/exchange/explain.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { Explained } from '#schemas/explained.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { CatalogueDeps } from './deps.ts';

type Left = Pick<NonNullable<Explained['facts']>, 'leftToday' | 'resourceLeftToday'>;

/** What the day still lets through, nothing of it taken. Instances hold some ready, so more may be left than is said. */
const leftOf = async (
  { taken }: Pick<CatalogueDeps, 'taken'>,
  { grant, facts }: Explained,
  resource: string,
  now: number,
): Promise<Left> => {
  const left = async (of: string, perDay: number) => Math.max(0, perDay - (await taken.today(of, now)));
  const { perDay, resourceLimit } = facts ?? {};
  return {
    ...(grant && perDay ? { leftToday: await left(`grant#${grant}`, perDay) } : {}),
    ...(resourceLimit ? { resourceLeftToday: await left(`resource#${resource}`, resourceLimit.perDay) } : {}),
  };
};

export const checkGrant =
  (deps: Pick<CatalogueDeps, 'snapshots' | 'taken'>): Body<(typeof catalogueRoutes)['checkGrant']> =>
  async ({ caller, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const party = identify(snapshot, caller, 'exchange');
    const { resource, purpose, fields, use } = body;
    // The signature belongs to the question itself: here nothing can be said about it but that it is demanded.
    const wish = {
      resource,
      purpose,
      role: body.party.role,
      fields,
      now,
      ...(use && { use }),
      signed: 'to-be-sent',
    } as const;
    const explained = await explain(snapshot, party, wish);
    const { facts } = explained;
    if (!facts) return { body: explained };
    return { body: { ...explained, facts: { ...facts, ...(await leftOf(deps, explained, resource, now)) } } };
  };
