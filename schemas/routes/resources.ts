/** The catalogue of resources 资源目录. */
import * as z from 'zod';
import { Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { kept } from '../registered.ts';
import { Resource, SharingClass } from '../resource.ts';
import type { Routes } from '../route.ts';

const resourceParams = z.strictObject({ department: Slug, resource: Slug });

export const ResourceInput = z.strictObject(z.strictObject(Resource.shape).omit({ ...kept, department: true }).shape);

export const resourceRoutes = {
  listResources: {
    method: 'GET',
    path: '/v1/resources',
    scope: 'catalogue',
    summary: { zh: '资源目录', en: 'List the catalogue of resources' },
    query: z.strictObject({ department: Slug.optional(), sharing: SharingClass.optional(), ...PageQuery }),
    answer: page(Resource),
  },
  getResource: {
    method: 'GET',
    path: '/v1/resources/{department}/{resource}',
    scope: 'catalogue',
    summary: { zh: '资源详情', en: 'Get a resource' },
    params: resourceParams,
    answer: Resource,
    problems: ['not-found'],
  },
  putResource: {
    method: 'PUT',
    path: '/v1/resources/{department}/{resource}',
    scope: 'catalogue.manage',
    summary: { zh: '发布或变更资源', en: 'Publish or change a resource' },
    params: resourceParams,
    body: ResourceInput,
    answer: Resource,
    ifMatch: true,
    problems: ['precondition-failed', 'precondition-required', 'unprocessable'],
  },
} as const satisfies Routes;
