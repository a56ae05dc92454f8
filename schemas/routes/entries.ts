import * as z from 'zod';
import { Entry, EntryAnswer, EntryState, ReturnReason } from '../entry.ts';
import { Slug, Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { RefusalReason } from '../question.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ question: Uuid });
const one = { scope: 'entry', params, answer: Entry } as const;

/** Questions that officers of a department answer by hand. */
export const entriesRoutes = {
  listEntries: {
    method: 'GET',
    path: '/v1/entries',
    scope: 'entry',
    summary: { zh: '待人工答复的问题（先问先列）', en: 'Questions to be answered by hand, oldest first' },
    query: z.strictObject({
      department: Slug.meta({ description: 'The officer’s own' }),
      state: EntryState.exclude(['answered', 'refused']).optional(),
      ...PageQuery,
    }),
    answer: page(Entry),
  },
  getEntry: {
    ...one,
    method: 'GET',
    path: '/v1/entries/{question}',
    summary: { zh: '录入件', en: 'One entry; what is asked is shown to who has taken it' },
    problems: ['not-found'],
  },
  takeEntry: {
    ...one,
    method: 'POST',
    path: '/v1/entries/{question}/taken',
    summary: { zh: '领取（办理或复核），留痕', en: 'Take it, to answer or to review it; who takes it is recorded' },
    problems: ['not-found', 'conflict'],
  },
  releaseEntry: {
    ...one,
    method: 'POST',
    path: '/v1/entries/{question}/released',
    summary: { zh: '放回', en: 'Put it back' },
    problems: ['not-found', 'conflict'],
  },
  putEntryAnswer: {
    ...one,
    method: 'PUT',
    path: '/v1/entries/{question}/answer',
    body: EntryAnswer,
    summary: { zh: '录入或更正答复', en: 'Enter the answer, or correct it before it was fetched' },
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  refuseEntry: {
    ...one,
    method: 'POST',
    path: '/v1/entries/{question}/refused',
    body: z.strictObject({ reason: RefusalReason }),
    summary: { zh: '说明不能答复的理由', en: 'Say why it cannot be answered' },
    problems: ['not-found', 'conflict'],
  },
  confirmEntry: {
    ...one,
    method: 'POST',
    path: '/v1/entries/{question}/confirmed',
    summary: { zh: '复核通过', en: 'The second officer confirms it' },
    problems: ['not-found', 'conflict'],
  },
  returnEntry: {
    ...one,
    method: 'POST',
    path: '/v1/entries/{question}/returned',
    body: z.strictObject({ reason: ReturnReason }),
    summary: { zh: '复核退回', en: 'The second officer sends it back' },
    problems: ['not-found', 'conflict'],
  },
} as const satisfies Routes;
