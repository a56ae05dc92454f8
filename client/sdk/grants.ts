/** Grants 共享授权: asked for, decided, ended, and explained beforehand. */
import type * as z from 'zod';
import type { Grant } from '#schemas/grant.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof catalogueRoutes;
type Body<N extends 'checkForm' | 'decideGrant' | 'checkGrant'> = z.input<R[N]['body']>;
type Filter = Omit<z.input<R['listGrants']['query']>, 'cursor'>;

export const grants = (call: Caller) => ({
  list: (filter: Filter = {}, options?: CallOptions): Listing<Grant> =>
    listing((cursor) =>
      call<R['listGrants']>(
        { method: 'GET', path: '/v1/grants', scope: 'catalogue', query: { limit: 100, ...filter, cursor } },
        options,
      ),
    ),
  get: (grant: string, options?: CallOptions): Promise<Grant> =>
    call<R['getGrant']>({ method: 'GET', path: '/v1/grants/{grant}', scope: 'catalogue', params: { grant } }, options),
  /** Would this be granted, and if not, which rule refuses? The department is not asked. */
  check: (wish: Body<'checkGrant'>, options?: CallOptions) =>
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
  /** 形式审查, by the data authority. */
  checkForm: (grant: string, body: Body<'checkForm'>, options?: CallOptions): Promise<Grant> =>
    call<R['checkForm']>(
      { method: 'PUT', path: '/v1/grants/{grant}/formal-check', scope: 'catalogue.manage', params: { grant }, body },
      options,
    ),
  /** 答复, by the provider: agreed, or refused on a basis. */
  decide: (grant: string, body: Body<'decideGrant'>, options?: CallOptions): Promise<Grant> =>
    call<R['decideGrant']>(
      { method: 'PUT', path: '/v1/grants/{grant}/decision', scope: 'catalogue.manage', params: { grant }, body },
      options,
    ),
  /** What was agreed for later is provided: in force from now. */
  provide: (grant: string, options?: CallOptions): Promise<Grant> =>
    call<R['provideGrant']>(
      { method: 'PUT', path: '/v1/grants/{grant}/provision', scope: 'catalogue.manage', params: { grant }, body: {} },
      options,
    ),
});
