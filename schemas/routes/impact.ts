/** Dry runs: what would break, before it is done. Nothing is changed. */
import * as z from 'zod';
import { Slug } from '../identifier.ts';
import { Impact } from '../impact.ts';
import type { Routes } from '../route.ts';
import { GrantInput } from './grants.ts';
import { ResourceInput } from './resources.ts';

const version = z.int().min(1).max(999_999);

export const ResourceChange = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('put'), resource: ResourceInput }),
  z.strictObject({ event: z.literal('publish'), version }),
  z.strictObject({ event: z.literal('deprecate'), version }),
  z.strictObject({ event: z.literal('withdraw'), version }),
  z.strictObject({ event: z.literal('suspend') }),
]);
export type ResourceChange = z.infer<typeof ResourceChange>;

export const GrantChange = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('put'), grant: GrantInput }),
  z.strictObject({ event: z.enum(['suspend', 'revoke']) }),
]);
export type GrantChange = z.infer<typeof GrantChange>;

export const impactRoutes = {
  resourceImpact: {
    method: 'POST',
    path: '/v1/resources/{department}/{resource}/impact',
    scope: 'catalogue.manage',
    summary: { zh: '资源变更影响预览', en: 'What a change of a resource would break (nothing is changed)' },
    params: z.strictObject({ department: Slug, resource: Slug }),
    body: ResourceChange,
    answer: Impact,
    problems: ['not-found'],
  },
  grantImpact: {
    method: 'POST',
    path: '/v1/grants/{grant}/impact',
    scope: 'catalogue',
    summary: { zh: '授权变更影响预览', en: 'What a change of a grant would break (nothing is changed)' },
    params: z.strictObject({ grant: Slug }),
    body: GrantChange,
    answer: Impact,
    problems: ['not-found'],
  },
} as const satisfies Routes;
