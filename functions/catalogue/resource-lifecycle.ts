/** The life of a resource's version: who may cause what. A draft is seen by its owner only, a deprecated version is answered until its end. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { ResourceState } from '#schemas/resource.ts';

const OWNERS = ['provider', 'data-authority'] as const;

export const resourceLifecycle = lifecycle({
  name: 'resource',
  states: ResourceState.options,
  initial: ['draft'],
  final: ['withdrawn'],
  events: {
    put: { by: OWNERS, moves: { draft: 'draft', published: 'published', deprecated: 'deprecated' } },
    publish: { by: OWNERS, moves: { draft: 'published', published: 'published', deprecated: 'published' } },
    deprecate: { by: OWNERS, moves: { published: 'deprecated', deprecated: 'deprecated' } },
    withdraw: { by: OWNERS, moves: { draft: 'withdrawn', deprecated: 'withdrawn', withdrawn: 'withdrawn' } },
    /** The notice period is over. */
    end: { by: ['clock'], moves: { deprecated: 'withdrawn', withdrawn: 'withdrawn' } },
  },
});
