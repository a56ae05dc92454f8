import * as z from 'zod';
import { CaseId, Uuid } from '../identifier.ts';
import { Notice, NoticeGiven, NoticeWaived } from '../notice.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ notice: Uuid });

/** Notices of the caller's own department: who asked about a third party tells him. */
export const noticesRoutes = {
  listNotices: {
    method: 'GET',
    path: '/v1/notices',
    scope: 'exchange',
    summary: { zh: '告知列表：某办件的，或全部待告知的', en: 'Notices of a case, or all that are due' },
    query: z.strictObject({
      case: CaseId.optional().meta({
        description: 'Of this case, whatever their state; without it: all that are due, oldest first',
      }),
      ...PageQuery,
    }),
    answer: page(Notice),
  },
  getNotice: {
    method: 'GET',
    path: '/v1/notices/{notice}',
    scope: 'exchange',
    summary: { zh: '告知', en: 'One notice' },
    params,
    answer: Notice,
    problems: ['not-found'],
  },
  giveNotice: {
    method: 'POST',
    path: '/v1/notices/{notice}/given',
    scope: 'exchange',
    summary: { zh: '已告知', en: 'The person was told' },
    params,
    body: NoticeGiven,
    answer: Notice,
    problems: ['not-found', 'conflict'],
  },
  waiveNotice: {
    method: 'POST',
    path: '/v1/notices/{notice}/waived',
    scope: 'exchange',
    summary: { zh: '免予告知', en: 'The person need not be told' },
    params,
    body: NoticeWaived,
    answer: Notice,
    problems: ['not-found', 'conflict'],
  },
} as const satisfies Routes;
