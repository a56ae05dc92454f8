/** 文书: the slips of a case, each as a page to print. */
import * as z from 'zod';
import { caseParams } from '../case-file.ts';
import { CaseSlip } from '../case-slip.ts';
import type { Routes } from '../route.ts';

export const caseSlipRoutes = {
  listCaseSlips: {
    method: 'GET',
    path: '/v1/cases/{case}/slips',
    scope: 'cases',
    summary: { zh: '文书清单', en: 'The slips of a case: one for each step that is told' },
    params: caseParams,
    answer: z.strictObject({ items: z.array(CaseSlip) }),
    problems: ['not-found'],
  },
  getCaseSlip: {
    method: 'GET',
    path: '/v1/cases/{case}/slips/{n}',
    scope: 'cases',
    summary: { zh: '文书（打印页）', en: 'One slip as a page to print' },
    params: caseParams.extend({ n: z.coerce.number().int().min(1).max(99_999) }),
    contentType: 'text/html; charset=utf-8',
    problems: ['not-found'],
  },
} as const satisfies Routes;
