/** How an application 共享申请 goes on, and what can be done against its end. */
import * as z from 'zod';
import { Decision, FormalCheck } from '../application.ts';
import { Dispute, DisputeId, DisputeState, DisputeStep } from '../dispute.ts';
import { Grant } from '../grant.ts';
import { Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ grant: Slug });
const dispute = z.strictObject({ dispute: DisputeId });

export const grantCourseRoutes = {
  checkForm: {
    method: 'PUT',
    path: '/v1/grants/{grant}/formal-check',
    scope: 'catalogue.manage',
    summary: { zh: '形式审查（主管部门）', en: 'Check the form of an application: the data authority' },
    params,
    body: FormalCheck,
    answer: Grant,
    problems: ['not-found', 'conflict'],
  },
  decideGrant: {
    method: 'PUT',
    path: '/v1/grants/{grant}/decision',
    scope: 'catalogue.manage',
    summary: { zh: '答复共享申请（提供部门）', en: 'Decide on an application, with the reason: the provider' },
    params,
    body: Decision,
    answer: Grant,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  provideGrant: {
    method: 'PUT',
    path: '/v1/grants/{grant}/provision',
    scope: 'catalogue.manage',
    summary: { zh: '已提供，授权生效', en: 'What was agreed is provided: the grant is in force' },
    params,
    body: z.strictObject({}),
    answer: Grant,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  raiseDispute: {
    method: 'PUT',
    path: '/v1/grants/{grant}/dispute',
    scope: 'catalogue.manage',
    summary: { zh: '对不同意或逾期未答复提出争议（需求部门）', en: 'Object to a refusal or to silence: the consumer' },
    params,
    body: z.strictObject({ reason: z.string().trim().min(2).max(300) }),
    answer: Dispute,
    problems: ['not-found', 'conflict'],
  },
  listDisputes: {
    method: 'GET',
    path: '/v1/disputes',
    scope: 'catalogue',
    summary: { zh: '共享争议列表', en: 'List the disputes that one is a party to; all of them for the data authority' },
    query: z.strictObject({
      state: DisputeState.optional(),
      grant: Slug.optional(),
      overdue: z.enum(['true', 'false']).optional(),
      ...PageQuery,
    }),
    answer: page(Dispute),
  },
  getDispute: {
    method: 'GET',
    path: '/v1/disputes/{dispute}',
    scope: 'catalogue',
    summary: { zh: '共享争议', en: 'Get a dispute' },
    params: dispute,
    answer: Dispute,
    problems: ['not-found'],
  },
  advanceDispute: {
    method: 'POST',
    path: '/v1/disputes/{dispute}/events',
    scope: 'catalogue.manage',
    summary: {
      zh: '争议进展：答复、同意、提请协调、撤回、提交政府、决定、录入政府决定',
      en: 'What happens in a dispute: answer, concede, escalate, withdraw, refer, decide, rule',
    },
    params: dispute,
    body: DisputeStep,
    answer: Dispute,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
} as const satisfies Routes;
