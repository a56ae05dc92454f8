/** The catalogue of resources 资源目录: searched, declared, published, ended; who uses it. */
import * as z from 'zod';
import { Instant, Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { kept } from '../registered.ts';
import { courseKept, Resource, ResourceState, Sensitivity, SharingClass } from '../resource.ts';
import { ResourceUse } from '../resource-use.ts';
import type { Route, Routes } from '../route.ts';

const resourceParams = z.strictObject({ department: Slug, resource: Slug });
const versionParams = z.strictObject({
  department: Slug,
  resource: Slug,
  version: z.coerce.number().int().min(1).max(999_999),
});
const changes = ['precondition-failed', 'precondition-required', 'unprocessable', 'conflict'] as const;

export const ResourceInput = z.strictObject(
  z.strictObject(Resource.shape).omit({ ...kept, ...courseKept, department: true }).shape,
);

const reason = z.string().trim().min(1).max(200);

/** What happens to a version: one event each, the same way. */
const happens = <B extends z.ZodType>(path: `/${string}`, zh: string, en: string, body: B) =>
  ({
    method: 'PUT',
    path: `/v1/resources/{department}/{resource}/versions/{version}/${path.slice(1)}`,
    scope: 'catalogue.manage',
    summary: { zh, en },
    params: versionParams,
    body,
    answer: Resource,
    problems: ['not-found', 'conflict', 'unprocessable', 'precondition-failed'],
  }) as const satisfies Route;

export const resourceRoutes = {
  listResources: {
    method: 'GET',
    path: '/v1/resources',
    scope: 'catalogue',
    summary: { zh: '检索资源目录', en: 'Search the catalogue of resources' },
    query: z.strictObject({
      q: z.string().trim().min(1).max(100).optional().meta({
        description: 'Words, all of which stand in names, summary, fields, elements or code, in either language',
      }),
      department: Slug.optional(),
      sharing: SharingClass.optional(),
      state: ResourceState.optional(),
      sensitivity: Sensitivity.optional().meta({ description: 'The highest of its leaves' }),
      protocol: z.string().max(40).optional(),
      ...PageQuery,
    }),
    answer: page(Resource),
  },
  getResource: {
    method: 'GET',
    path: '/v1/resources/{department}/{resource}',
    scope: 'catalogue',
    summary: { zh: '资源详情（现行版本）', en: 'Get a resource as it is now' },
    params: resourceParams,
    answer: Resource,
    problems: ['not-found'],
  },
  putResource: {
    method: 'PUT',
    path: '/v1/resources/{department}/{resource}',
    scope: 'catalogue.manage',
    summary: {
      zh: '编制资源草案，或对现行版本作不破坏性变更',
      en: 'Draft a resource, or change the current version without breaking it',
    },
    params: resourceParams,
    body: ResourceInput,
    answer: Resource,
    ifMatch: true,
    problems: changes,
  },
  listVersions: {
    method: 'GET',
    path: '/v1/resources/{department}/{resource}/versions',
    scope: 'catalogue',
    summary: { zh: '资源的全部版本', en: 'All versions of a resource' },
    params: resourceParams,
    answer: z.strictObject({ items: z.array(Resource) }),
    problems: ['not-found'],
  },
  getVersion: {
    method: 'GET',
    path: '/v1/resources/{department}/{resource}/versions/{version}',
    scope: 'catalogue',
    summary: { zh: '资源的某一版本', en: 'Get one version of a resource' },
    params: versionParams,
    answer: Resource,
    problems: ['not-found'],
  },
  putVersion: {
    method: 'PUT',
    path: '/v1/resources/{department}/{resource}/versions/{version}',
    scope: 'catalogue.manage',
    summary: { zh: '编制下一版本草案', en: 'Draft the next version beside the current one' },
    params: versionParams,
    body: ResourceInput,
    answer: Resource,
    ifMatch: true,
    problems: changes,
  },
  publishVersion: happens(
    '/publication',
    '发布版本；原版本弃用并留有通知期',
    'Publish a version; the one before is deprecated and answered until its notice period ends',
    z.strictObject({
      reason: reason.optional(),
      oldUntil: Instant.optional().meta({ description: 'Answer the old version longer than the notice period' }),
    }),
  ),
  deprecateVersion: happens(
    '/deprecation',
    '弃用现行版本（通知期后停止服务）',
    'Deprecate the current version; it is answered until its notice period ends',
    z.strictObject({ reason, until: Instant.optional() }),
  ),
  withdrawVersion: happens(
    '/withdrawal',
    '撤下版本',
    'Withdraw a draft, or a deprecated version that nobody may ask any more; the data authority at once',
    z.strictObject({ reason }),
  ),
  suspendResource: {
    method: 'PUT',
    path: '/v1/resources/{department}/{resource}/suspension',
    scope: 'catalogue.manage',
    summary: { zh: '暂停资源（30秒内生效）', en: 'Suspend a resource (bites within 30 s)' },
    params: resourceParams,
    body: z.strictObject({ reason }),
    answer: Resource,
    problems: ['not-found'],
  },
  resumeResource: {
    method: 'DELETE',
    path: '/v1/resources/{department}/{resource}/suspension',
    scope: 'catalogue.manage',
    summary: { zh: '恢复资源', en: 'Resume a resource' },
    params: resourceParams,
    answer: Resource,
    problems: ['not-found'],
  },
  getUse: {
    method: 'GET',
    path: '/v1/resources/{department}/{resource}/use',
    scope: 'catalogue',
    summary: {
      zh: '资源使用情况（提供部门、主管部门）',
      en: 'Who uses a resource: for its owner and the data authority',
    },
    params: resourceParams,
    answer: ResourceUse,
    problems: ['not-found'],
  },
} as const satisfies Routes;
