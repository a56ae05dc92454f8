/** The level above 上级: what it offers, and what it sends down. */
import * as z from 'zod';
import { Instant, Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { ResourceState, SharingClass } from '../resource.ts';
import type { Routes } from '../route.ts';
import { UpperResource, UpperReturn } from '../upper.ts';

const params = z.strictObject({ department: Slug });
const yesNo = z.enum(['true', 'false']).optional();

export const upperRoutes = {
  listUpperResources: {
    method: 'GET',
    path: '/v1/upper/{department}/resources',
    scope: 'catalogue',
    summary: { zh: '上级资源目录（每小时同步）', en: 'What the hub above offers, as it was read within the hour' },
    params,
    query: z.strictObject({
      mapped: yesNo.meta({ description: 'true: those that can be asked here' }),
      findings: yesNo.meta({ description: 'true: those that somebody should look at' }),
      state: ResourceState.optional(),
      sharing: SharingClass.optional(),
      ...PageQuery,
    }),
    answer: page(UpperResource).extend({
      checkedAt: Instant.optional().meta({ description: 'When it was read last' }),
    }),
    problems: ['not-found'],
  },
  lookAtUpperCatalogue: {
    method: 'POST',
    path: '/v1/upper/{department}/catalogue',
    scope: 'catalogue.manage',
    summary: {
      zh: '立即同步上级资源目录',
      en: 'Read the catalogue above within a minute, without waiting for the hour',
    },
    params,
    answer: z.strictObject({ wantedAt: Instant }),
    status: 202,
    problems: ['not-found'],
  },
  listReturns: {
    method: 'GET',
    path: '/v1/upper/{department}/returns',
    scope: 'catalogue',
    summary: { zh: '回流进度', en: 'How far what is sent down has come, resource by resource' },
    params,
    answer: z.strictObject({ items: z.array(UpperReturn) }),
    problems: ['not-found'],
  },
  moveReturn: {
    method: 'PUT',
    path: '/v1/upper/{department}/returns/{resource}/position',
    scope: 'catalogue.manage',
    summary: {
      zh: '人工调整回流位置（主管部门）：前移略过已失事件，后移重取',
      en: 'Move a position by hand, for the data authority: forward past what is lost above, back to take again',
    },
    params: z.strictObject({ department: Slug, resource: Slug }),
    body: z.strictObject({ after: z.int().min(0), reason: z.string().min(1).max(300) }),
    answer: UpperReturn,
    problems: ['not-found', 'conflict'],
  },
} as const satisfies Routes;
