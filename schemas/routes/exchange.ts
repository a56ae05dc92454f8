import * as z from 'zod';
import { Answered, Ask, ExchangeLine, Waiting } from '../exchange.ts';
import { PlainDate, Slug, Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Route, Routes } from '../route.ts';

/** Where a department is asked, whatever the resource. A resource of kind `change` demands the Idempotency-Key. */
export const askRoute = (department: string) =>
  ({
    method: 'POST',
    path: `/v1/exchange/${department}/{resource}`,
    scope: 'exchange',
    summary: { zh: '数据交换：向部门提问', en: 'Exchange: ask the department' },
    params: z.strictObject({ resource: Slug }),
    body: Ask,
    answer: Answered,
    idempotencyKey: 'optional',
    problems: [
      'exchange-denied',
      'not-found',
      'idempotency-key-reused',
      'unprocessable',
      'exchange-in-progress',
      'too-many-requests',
      'department-error',
      'department-answer-invalid',
      'department-wrong-subject',
      'department-answer-too-large',
      'department-refused',
      'department-unavailable',
      'department-timeout',
      'hub-not-ready',
    ],
  }) as const satisfies Route;

/** Where the answer to a question of kind `later` is fetched: 202 while the department has not answered. Each fetch is an exchange of its own. */
export const answerRoute = (department: string) =>
  ({
    method: 'GET',
    path: `/v1/exchange/${department}/answers/{question}`,
    scope: 'exchange',
    summary: { zh: '取回异步答复', en: 'Fetch the answer to an earlier question' },
    params: z.strictObject({ question: Uuid }),
    answer: Answered,
    accepted: Waiting,
    problems: [
      'exchange-denied',
      'not-found',
      'answer-expired',
      'department-error',
      'department-answer-invalid',
      'department-wrong-subject',
      'department-answer-too-large',
      'department-refused',
      'hub-not-ready',
    ],
  }) as const satisfies Route;

/** The record, read: by the two departments (their own lines) and by supervisors (all). */
export const exchangesRoutes = {
  listExchanges: {
    method: 'GET',
    path: '/v1/exchanges',
    scope: 'supervision',
    summary: { zh: '交换记录列表', en: 'List exchanges of a day' },
    query: z.strictObject({
      date: PlainDate.meta({ description: 'Day in Beijing time' }),
      department: Slug.meta({ description: 'Consumer or provider' }),
      resource: z.string().max(130).optional(),
      ...PageQuery,
    }),
    answer: page(ExchangeLine),
  },
  getExchange: {
    method: 'GET',
    path: '/v1/exchanges/{exchange}',
    scope: 'supervision',
    summary: { zh: '交换记录', en: 'One exchange' },
    params: z.strictObject({ exchange: Uuid }),
    answer: ExchangeLine,
    problems: ['not-found'],
  },
} as const satisfies Routes;
