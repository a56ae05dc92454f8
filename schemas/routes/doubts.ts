import * as z from 'zod';
import { DoubtContent, DoubtReport, DoubtState, DoubtStep, DoubtView } from '../doubt.ts';
import { Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ doubt: Uuid });

/** 疑义校核: whoever was answered reports what is doubtful; its owner answers; three layers decide disputes. */
export const doubtsRoutes = {
  reportDoubt: {
    method: 'POST',
    path: '/v1/doubts',
    scope: 'exchange',
    summary: { zh: '提出数据疑义', en: 'Report doubtful data' },
    body: DoubtReport,
    answer: DoubtView,
    status: 201,
    idempotencyKey: 'required',
    problems: ['not-found', 'idempotency-key-reused', 'hub-not-ready'],
  },
  listDoubts: {
    method: 'GET',
    path: '/v1/doubts',
    scope: 'catalogue',
    summary: { zh: '疑义列表', en: 'Doubts that concern the caller’s department' },
    query: z.strictObject({
      role: z.enum(['owner', 'reporter', 'told']).optional(),
      state: DoubtState.optional(),
      ...PageQuery,
    }),
    answer: page(DoubtView),
  },
  getDoubt: {
    method: 'GET',
    path: '/v1/doubts/{doubt}',
    scope: 'catalogue',
    summary: { zh: '疑义', en: 'One doubt' },
    params,
    answer: DoubtView,
    problems: ['not-found'],
  },
  readDoubt: {
    method: 'GET',
    path: '/v1/doubts/{doubt}/content',
    scope: 'catalogue',
    summary: { zh: '疑义内容（留痕）', en: 'Whom it is about and what is held to be right (recorded)' },
    params,
    answer: DoubtContent,
    problems: ['not-found', 'hub-not-ready'],
  },
  stepDoubt: {
    method: 'POST',
    path: '/v1/doubts/{doubt}/steps',
    scope: 'catalogue',
    summary: { zh: '办理疑义', en: 'Answer, object, decide' },
    params,
    body: DoubtStep,
    answer: DoubtView,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
} as const satisfies Routes;
