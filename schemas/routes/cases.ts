/** 办件: opened, worked on and closed by acts; every act is an event. */
import * as z from 'zod';
import { CaseActor, CaseLine, CaseState, CaseView } from '../case.ts';
import { CaseAct } from '../case-act.ts';
import { OpenCase } from '../case-acts/filing.ts';
import { TicketIssued, TicketRequest } from '../case-ticket.ts';
import { CaseTrip } from '../case-trip.ts';
import { CaseId, Instant, Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { Prefill } from '../prefill.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ case: CaseId });

/** A line of the case's history 办理过程. What the act carried is shown to who has a part in the case. */
export const CaseEventLine = z.strictObject({
  n: z.int(),
  type: z.string(),
  at: Instant,
  by: CaseActor,
  to: CaseState,
  data: z.record(z.string(), z.unknown()),
});

/** 体外循环: what was decided outside of the record, or by whom it was not for. */
export const RefusedDecision = z.strictObject({
  department: Slug.meta({ description: 'of whoever sent it' }),
  case: CaseId.optional().meta({ description: 'absent where what was sent is no number of a case' }),
  cause: z.string().meta({ description: 'which rule refused it' }),
  at: Instant,
});

export const caseRoutes = {
  openCase: {
    method: 'POST',
    path: '/v1/cases',
    scope: 'cases',
    summary: { zh: '新建办件（草稿）', en: 'Open a case: a draft' },
    body: OpenCase,
    answer: CaseView,
    status: 201,
    idempotencyKey: 'required',
    maxBody: 262_144,
    problems: ['not-found', 'conflict', 'unprocessable', 'idempotency-key-reused'],
  },
  listCases: {
    method: 'GET',
    path: '/v1/cases',
    scope: 'cases',
    summary: { zh: '本部门待办，先到期者在前', en: "The caller's department's work list, what is due first first" },
    query: z.strictObject({ ...PageQuery }),
    answer: page(CaseLine),
  },
  getCase: {
    method: 'GET',
    path: '/v1/cases/{case}',
    scope: 'cases',
    summary: { zh: '办件', en: 'One case' },
    params,
    answer: CaseView,
    problems: ['not-found'],
  },
  listCaseEvents: {
    method: 'GET',
    path: '/v1/cases/{case}/events',
    scope: 'cases',
    summary: { zh: '办理过程', en: 'The events of a case, in order' },
    params,
    answer: z.strictObject({ items: z.array(CaseEventLine) }),
    problems: ['not-found'],
  },
  actOnCase: {
    method: 'POST',
    path: '/v1/cases/{case}/acts',
    scope: 'cases',
    summary: { zh: '办理：一次操作', en: 'One act on a case' },
    params,
    body: CaseAct,
    answer: CaseView,
    idempotencyKey: 'required',
    maxBody: 262_144,
    problems: ['not-found', 'conflict', 'unprocessable', 'idempotency-key-reused'],
  },
  getPrefill: {
    method: 'GET',
    path: '/v1/cases/{case}/prefill',
    scope: 'cases',
    summary: { zh: '免填单', en: 'The form as far as it fills itself in, each field with its source' },
    params,
    answer: Prefill,
    problems: ['not-found'],
  },
  getTrip: {
    method: 'GET',
    path: '/v1/cases/{case}/trip',
    scope: 'cases',
    summary: {
      zh: '数据跑腿：哪些数据替群众跑了腿，哪些材料免交，省了什么',
      en: 'What travelled for a case instead of the citizen, and what that saved',
    },
    params,
    answer: CaseTrip,
    problems: ['not-found'],
  },
  listRefusedDecisions: {
    method: 'GET',
    path: '/v1/refused-decisions',
    scope: 'supervision',
    summary: {
      zh: '体外循环：被拒收的决定，最近者在前',
      en: 'Decisions sent by a department and refused: no such case, not accepted, or not for whoever sent it; the latest first',
    },
    query: z.strictObject({ department: Slug, ...PageQuery }),
    answer: page(RefusedDecision),
  },
  issueTicket: {
    method: 'POST',
    path: '/v1/cases/{case}/tickets',
    scope: 'cases',
    summary: { zh: '出具办件凭据', en: 'A case ticket for asking departments and the library' },
    params,
    body: TicketRequest,
    answer: TicketIssued,
    status: 201,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
} as const satisfies Routes;
