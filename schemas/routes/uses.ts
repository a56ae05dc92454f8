import type { Routes } from '../route.ts';
import { Uses, UsesRequest } from '../uses.ts';

/** Who looked at somebody's data, asked for him by who has identified him. Each call is itself recorded. */
export const usesRoutes = {
  listUses: {
    method: 'POST',
    path: '/v1/uses',
    scope: 'uses',
    summary: { zh: '谁查询过我的数据', en: 'Who looked at my data' },
    body: UsesRequest,
    answer: Uses,
    idempotencyKey: 'optional',
    problems: ['idempotency-key-reused', 'too-many-requests', 'hub-not-ready'],
  },
} as const satisfies Routes;
