/** Resources 数据资源: the catalogue, searched. */
import type * as z from 'zod';
import type { Resource } from '#schemas/resource.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof catalogueRoutes;
type Filter = Omit<z.input<R['listResources']['query']>, 'cursor'>;

const resourceParams = (id: string) => {
  const [department = '', resource = ''] = id.split('/');
  return { department, resource };
};

export const resources = (call: Caller) => ({
  list: (filter: Filter = {}, options?: CallOptions): Listing<Resource> =>
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
  /** The current one, those that are still answered, and those that were. */
  versions: async (id: string, options?: CallOptions): Promise<readonly Resource[]> =>
    (
      await call<R['listVersions']>(
        {
          method: 'GET',
          path: '/v1/resources/{department}/{resource}/versions',
          scope: 'catalogue',
          params: resourceParams(id),
        },
        options,
      )
    ).items,
});
