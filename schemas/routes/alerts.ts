import * as z from 'zod';
import { Alert, AlertDismissed, AlertState } from '../alert.ts';
import { Slug, Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ alert: Uuid });

/** Alerts, for supervisors: the data authority's see all, a department's those about its own officers, systems and grants. */
export const alertsRoutes = {
  listAlerts: {
    method: 'GET',
    path: '/v1/alerts',
    scope: 'supervision',
    summary: { zh: '预警列表：批量或顺序查询', en: 'List alerts of unusually many look-ups, newest first' },
    query: z.strictObject({
      state: AlertState.default('raised'),
      department: Slug.optional().meta({
        description: 'Of this department; without it: of all that the caller may see',
      }),
      ...PageQuery,
    }),
    answer: page(Alert),
  },
  getAlert: {
    method: 'GET',
    path: '/v1/alerts/{alert}',
    scope: 'supervision',
    summary: { zh: '预警', en: 'One alert' },
    params,
    answer: Alert,
    problems: ['not-found'],
  },
  acknowledgeAlert: {
    method: 'POST',
    path: '/v1/alerts/{alert}/acknowledgement',
    scope: 'supervision',
    summary: { zh: '受理预警，着手核查', en: 'Take an alert up: it is being looked into' },
    params,
    answer: Alert,
    problems: ['not-found', 'conflict'],
  },
  dismissAlert: {
    method: 'POST',
    path: '/v1/alerts/{alert}/dismissal',
    scope: 'supervision',
    summary: { zh: '办结预警，说明结论', en: 'Close an alert, saying what it was' },
    params,
    body: AlertDismissed,
    answer: Alert,
    problems: ['not-found', 'conflict'],
  },
} as const satisfies Routes;
