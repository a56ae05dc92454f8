/** Disputes 共享争议: a consumer objects to a refusal or to silence; the parties, the data authority and the government of the level in turn. */
import type * as z from 'zod';
import type { Dispute } from '#schemas/dispute.ts';
import type { grantCourseRoutes } from '#schemas/routes/grant-course.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof grantCourseRoutes;
type Filter = Omit<z.input<R['listDisputes']['query']>, 'cursor'>;

export const disputes = (call: Caller) => ({
  list: (filter: Filter = {}, options?: CallOptions): Listing<Dispute> =>
    listing((cursor) =>
      call<R['listDisputes']>(
        { method: 'GET', path: '/v1/disputes', scope: 'catalogue', query: { limit: 100, ...filter, cursor } },
        options,
      ),
    ),
  get: (dispute: string, options?: CallOptions): Promise<Dispute> =>
    call<R['getDispute']>(
      { method: 'GET', path: '/v1/disputes/{dispute}', scope: 'catalogue', params: { dispute } },
      options,
    ),
  /** Said again it finds the dispute that there is. */
  raise: (grant: string, reason: string, options?: CallOptions): Promise<Dispute> =>
    call<R['raiseDispute']>(
      {
        method: 'PUT',
        path: '/v1/grants/{grant}/dispute',
        scope: 'catalogue.manage',
        params: { grant },
        body: { reason },
      },
      options,
    ),
  advance: (dispute: string, body: z.input<R['advanceDispute']['body']>, options?: CallOptions): Promise<Dispute> =>
    call<R['advanceDispute']>(
      { method: 'POST', path: '/v1/disputes/{dispute}/events', scope: 'catalogue.manage', params: { dispute }, body },
      options,
    ),
});
