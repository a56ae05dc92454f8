/** The level above 上级: what the hub above offers, and how far what it sends down 回流 has come. `department`: as it is called here, such as jinhua. */
import type * as z from 'zod';
import type { upperRoutes } from '#schemas/routes/upper.ts';
import type { UpperResource, UpperReturn } from '#schemas/upper.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof upperRoutes;
type Filter = Omit<z.input<R['listUpperResources']['query']>, 'cursor'>;

export const upper = (call: Caller) => ({
  /** As they were read within the hour; `findings: 'true'` names those that somebody should look at. */
  resources: (department: string, filter: Filter = {}, options?: CallOptions): Listing<UpperResource> =>
    listing((cursor) =>
      call<R['listUpperResources']>(
        {
          method: 'GET',
          path: '/v1/upper/{department}/resources',
          scope: 'catalogue',
          params: { department },
          query: { limit: 100, ...filter, cursor },
        },
        options,
      ),
    ),
  returns: async (department: string, options?: CallOptions): Promise<readonly UpperReturn[]> =>
    (
      await call<R['listReturns']>(
        { method: 'GET', path: '/v1/upper/{department}/returns', scope: 'catalogue', params: { department } },
        options,
      )
    ).items,
});
