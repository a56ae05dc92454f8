import * as z from 'zod';
import { Role, Scope } from '../access.ts';
import { Bilingual, Client, Department, Officer, TicketIssuer } from '../department.ts';
import { Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { kept } from '../registered.ts';
import type { Route, Routes } from '../route.ts';
import { Threshold } from '../threshold.ts';

const byId = z.strictObject({ id: Slug });

/** Each collection: the item, and what a caller sends to put it: everything but what the hub keeps. */
export const kinds = {
  departments: { item: Department, input: Department.omit(kept), zh: '部门', en: 'department' },
  clients: { item: Client, input: Client.omit(kept), zh: '业务系统', en: 'client' },
  officers: { item: Officer, input: Officer.omit(kept), zh: '人员', en: 'officer' },
  'ticket-issuers': { item: TicketIssuer, input: TicketIssuer.omit(kept), zh: '办件凭据签发者', en: 'ticket issuer' },
  thresholds: { item: Threshold, input: Threshold.omit(kept), zh: '预警阈值', en: 'threshold' },
} as const;
export type Collection = keyof typeof kinds;

const routesOf = <I extends z.ZodType, P extends z.ZodType>(
  collection: Collection,
  { item, input, zh, en }: { item: I; input: P; zh: string; en: string },
) =>
  ({
    list: {
      method: 'GET',
      path: `/v1/${collection}`,
      scope: 'registry',
      summary: { zh: `${zh}列表`, en: `List ${en}s` },
      query: z.strictObject({
        department: Slug.optional(),
        suspended: z.enum(['true', 'false']).optional(),
        ...PageQuery,
      }),
      answer: page(item),
    },
    get: {
      method: 'GET',
      path: `/v1/${collection}/{id}`,
      scope: 'registry',
      summary: { zh: `查询${zh}`, en: `Get a ${en}` },
      params: byId,
      answer: item,
      problems: ['not-found'],
    },
    put: {
      method: 'PUT',
      path: `/v1/${collection}/{id}`,
      scope: 'registry.manage',
      summary: { zh: `登记或变更${zh}`, en: `Register or change a ${en}` },
      params: byId,
      body: input,
      answer: item,
      /** If-Match: "0" registers a new one, the last revision changes it. */
      ifMatch: true,
      problems: ['precondition-failed', 'precondition-required', 'unprocessable'],
    },
    suspend: {
      method: 'PUT',
      path: `/v1/${collection}/{id}/suspension`,
      scope: 'registry.manage',
      summary: { zh: `暂停${zh}（30秒内生效）`, en: `Suspend a ${en} (bites within 30 s)` },
      params: byId,
      body: z.strictObject({ reason: z.string().min(1).max(200) }),
      answer: item,
      problems: ['not-found'],
    },
    resume: {
      method: 'DELETE',
      path: `/v1/${collection}/{id}/suspension`,
      scope: 'registry.manage',
      summary: { zh: `恢复${zh}`, en: `Resume a ${en}` },
      params: byId,
      answer: item,
      problems: ['not-found'],
    },
  }) as const satisfies Record<string, Route>;

export const departmentRoutes = routesOf('departments', kinds.departments);
export const clientRoutes = routesOf('clients', kinds.clients);
export const officerRoutes = routesOf('officers', kinds.officers);
export const issuerRoutes = routesOf('ticket-issuers', kinds['ticket-issuers']);
export const thresholdRoutes = routesOf('thresholds', kinds.thresholds);

/** 本人: who the hub takes the caller for, and whom to ask when that is wrong. */
export const Me = z
  .strictObject({
    /** Absent: a department's system. */
    officer: z.strictObject({ id: Slug, name: z.string(), post: z.string(), roles: z.array(Role) }).optional(),
    department: z.strictObject({ id: Slug, name: Bilingual }),
    /** Every department by name: what a page shows where an item holds an id. */
    departments: z.array(z.strictObject({ id: Slug, name: Bilingual })),
    /** What both the token and the registry allow. */
    scopes: z.array(Scope),
    ask: z.string().meta({ description: '咨询 office and telephone of the data authority 主管部门' }),
  })
  .meta({ id: 'Me', description: '本人 the caller, as registered' });

export const meRoutes = {
  me: {
    method: 'GET',
    path: '/v1/me',
    scope: 'catalogue',
    summary: { zh: '本人的登记', en: 'Who I am to the hub' },
    answer: Me,
    problems: ['hub-not-ready'],
  },
} as const satisfies Routes;

/** Every route of the access function, named collection.verb. */
export const accessRoutes: Routes = {
  ...meRoutes,
  ...Object.fromEntries(
    Object.entries({
      departments: departmentRoutes,
      clients: clientRoutes,
      officers: officerRoutes,
      'ticket-issuers': issuerRoutes,
      thresholds: thresholdRoutes,
    }).flatMap(([collection, routes]) =>
      Object.entries(routes).map(([verb, route]) => [`${collection}.${verb}`, route]),
    ),
  ),
};
