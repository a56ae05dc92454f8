import * as z from 'zod';
import { PlainDate, Slug } from '../identifier.ts';
import { PageQuery } from '../paging.ts';
import type { Routes } from '../route.ts';
import { Coverage, Freshness, Month, Statistics } from '../statistics.ts';

const month = Month.meta({ description: 'yyyy-mm, Beijing', example: '2026-11' });

/** Counts without personal data, open to whoever reads the catalogue. */
export const statisticsRoutes = {
  listStatistics: {
    method: 'GET',
    path: '/v1/statistics/resources',
    scope: 'catalogue',
    summary: { zh: '各资源月度统计', en: 'Use of every resource in a month' },
    query: z.strictObject({ month, department: Slug.optional(), ...PageQuery }),
    answer: z.strictObject({ items: z.array(Statistics), next: z.string().optional(), freshness: Freshness }),
  },
  getStatistics: {
    method: 'GET',
    path: '/v1/statistics/resources/{department}/{resource}',
    scope: 'catalogue',
    summary: { zh: '单个资源逐日统计', en: 'Use of one resource day by day' },
    params: z.strictObject({ department: Slug, resource: Slug }),
    query: z.strictObject({
      from: PlainDate,
      until: PlainDate.meta({ description: 'Last day; at most 366 days after the first' }),
    }),
    answer: z.strictObject({ days: z.array(Statistics), total: Statistics, freshness: Freshness }),
    problems: ['not-found'],
  },
  exportStatistics: {
    method: 'GET',
    path: '/v1/statistics/resources.csv',
    scope: 'catalogue',
    summary: { zh: '各资源月度统计（CSV）', en: 'Use of every resource in a month, as CSV' },
    query: z.strictObject({ month, department: Slug.optional() }),
    contentType: 'text/csv; charset=utf-8',
  },
  listCoverage: {
    method: 'GET',
    path: '/v1/statistics/coverage',
    scope: 'catalogue',
    summary: { zh: '各部门系统接入覆盖率', en: 'Systems joined, of those known, by department' },
    answer: z.strictObject({
      items: z.array(Coverage),
      joined: z.int(),
      known: z.int(),
    }),
  },
} as const satisfies Routes;
