/** POST /v1/grants/check: would this be granted? The same rules as the exchange, and the department is not asked. */
import { explain } from '#functions/exchange/explain.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { CatalogueDeps } from './deps.ts';

export const checkGrant =
  ({ snapshots }: Pick<CatalogueDeps, 'snapshots'>): Body<(typeof catalogueRoutes)['checkGrant']> =>
  async ({ caller, body, now }) => {
    const snapshot = await snapshots.current();
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
    return { body: await explain(snapshot, party, wish) };
  };
