/** Resources 数据资源 and grants 共享授权. */
import type * as z from 'zod';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof catalogueRoutes;
type Filter<Q> = Q extends z.ZodType ? Omit<z.input<Q>, 'cursor'> : never;
type Wish = z.input<R['checkGrant']['body']>;

const resourceParams = (id: string) => {
  const [department = '', resource = ''] = id.split('/');
  return { department, resource };
};

export const resources = (call: Caller) => ({
  list: (filter: Filter<R['listResources']['query']> = {}, options?: CallOptions): Listing<Resource> =>
    listing((cursor) =>
      call<R['listResources']>(
        { method: 'GET', path: '/v1/resources', scope: 'catalogue', query: { limit: 100, ...filter, cursor } },
        options,
      ),
    ),
  /** `id`: department/resource. */
  get: (id: string, options?: CallOptions): Promise<Resource> =>
    call<R['getResource']>(
      {
        method: 'GET',
        path: '/v1/resources/{department}/{resource}',
        scope: 'catalogue',
        params: resourceParams(id),
      },
      options,
    ),
});

export const grants = (call: Caller) => ({
  list: (filter: Filter<R['listGrants']['query']> = {}, options?: CallOptions): Listing<Grant> =>
    listing((cursor) =>
      call<R['listGrants']>(
        { method: 'GET', path: '/v1/grants', scope: 'catalogue', query: { limit: 100, ...filter, cursor } },
        options,
      ),
    ),
  get: (grant: string, options?: CallOptions): Promise<Grant> =>
    call<R['getGrant']>({ method: 'GET', path: '/v1/grants/{grant}', scope: 'catalogue', params: { grant } }, options),
  /** Would this be granted, and if not, which rule refuses? The department is not asked. */
  check: (wish: Wish, options?: CallOptions) =>
    call<R['checkGrant']>(
      { method: 'POST', path: '/v1/grants/check', scope: 'exchange', body: wish, looks: true },
      options,
    ),
  /** From the consumer it is a request; from the provider or the data authority the grant itself. `ifMatch`: 0 for a new one. */
  put: (grant: string, body: z.input<R['putGrant']['body']>, ifMatch: number, options?: CallOptions): Promise<Grant> =>
    call<R['putGrant']>(
      { method: 'PUT', path: '/v1/grants/{grant}', scope: 'catalogue.manage', params: { grant }, body, ifMatch },
      options,
    ),
  suspend: (grant: string, reason: string, options?: CallOptions): Promise<Grant> =>
    call<R['suspendGrant']>(
      {
        method: 'PUT',
        path: '/v1/grants/{grant}/suspension',
        scope: 'catalogue.manage',
        params: { grant },
        body: { reason },
      },
      options,
    ),
  resume: (grant: string, options?: CallOptions): Promise<Grant> =>
    call<R['resumeGrant']>(
      { method: 'DELETE', path: '/v1/grants/{grant}/suspension', scope: 'catalogue.manage', params: { grant } },
      options,
    ),
  /** Of one that was only requested: it is refused. */
  revoke: (grant: string, reason: string, options?: CallOptions): Promise<Grant> =>
    call<R['revokeGrant']>(
      {
        method: 'PUT',
        path: '/v1/grants/{grant}/revocation',
        scope: 'catalogue.manage',
        params: { grant },
        body: { reason },
      },
      options,
    ),
});
