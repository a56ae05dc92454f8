/** Grants 共享授权: asked for, decided, ended, and explained beforehand. */
import * as z from 'zod';
import { Purpose } from '../exchange.ts';
import { Explained } from '../explained.ts';
import { Grant, GrantedUse, GrantState, PartyRole } from '../grant.ts';
import { FieldPointer, Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { kept } from '../registered.ts';
import type { Routes } from '../route.ts';

const grantParams = z.strictObject({ grant: Slug });
const reason = z.strictObject({ reason: z.string().min(1).max(200) });

export const GrantInput = z.strictObject(
  z.strictObject(Grant.shape).omit({ ...kept, state: true, ended: true, application: true }).shape,
);

export const grantRoutes = {
  listGrants: {
    method: 'GET',
    path: '/v1/grants',
    scope: 'catalogue',
    summary: { zh: '共享授权列表', en: 'List grants' },
    query: z.strictObject({
      consumer: Slug.optional(),
      provider: Slug.optional(),
      resource: z.string().max(130).optional(),
      version: z.coerce.number().int().min(1).optional(),
      state: GrantState.optional(),
      overdue: z.enum(['true', 'false']).optional().meta({ description: 'Whether the step it waits for is overdue' }),
      ...PageQuery,
    }),
    answer: page(Grant),
  },
  getGrant: {
    method: 'GET',
    path: '/v1/grants/{grant}',
    scope: 'catalogue',
    summary: { zh: '共享授权详情', en: 'Get a grant' },
    params: grantParams,
    answer: Grant,
    problems: ['not-found'],
  },
  putGrant: {
    method: 'PUT',
    path: '/v1/grants/{grant}',
    scope: 'catalogue.manage',
    summary: { zh: '授予或变更共享授权', en: 'Give or change a grant' },
    params: grantParams,
    body: GrantInput,
    answer: Grant,
    ifMatch: true,
    problems: ['precondition-failed', 'precondition-required', 'unprocessable'],
  },
  suspendGrant: {
    method: 'PUT',
    path: '/v1/grants/{grant}/suspension',
    scope: 'catalogue.manage',
    summary: { zh: '暂停共享授权（30秒内生效）', en: 'Suspend a grant (bites within 30 s)' },
    params: grantParams,
    body: reason,
    answer: Grant,
    problems: ['not-found', 'conflict'],
  },
  resumeGrant: {
    method: 'DELETE',
    path: '/v1/grants/{grant}/suspension',
    scope: 'catalogue.manage',
    summary: { zh: '恢复共享授权', en: 'Resume a grant' },
    params: grantParams,
    answer: Grant,
    problems: ['not-found', 'conflict'],
  },
  revokeGrant: {
    method: 'PUT',
    path: '/v1/grants/{grant}/revocation',
    scope: 'catalogue.manage',
    summary: { zh: '撤销共享授权（30秒内生效）', en: 'Revoke a grant (bites within 30 s)' },
    params: grantParams,
    body: reason,
    answer: Grant,
    problems: ['not-found', 'conflict'],
  },
  checkGrant: {
    method: 'POST',
    path: '/v1/grants/check',
    scope: 'exchange',
    summary: { zh: '预先核对是否可共享（不询问部门）', en: 'Would this be granted? (the department is not asked)' },
    body: z.strictObject({
      resource: z.string().max(130),
      purpose: Purpose,
      party: z.strictObject({ role: PartyRole }),
      fields: z.array(FieldPointer).min(1).max(200),
      use: GrantedUse.optional().meta({ description: 'To ask in a batch, or to be told of changes' }),
    }),
    answer: Explained,
  },
} as const satisfies Routes;
