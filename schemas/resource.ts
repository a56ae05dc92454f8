/** 数据资源: one thing a department can be asked. Declared as data, read by catalogue, exchange and OpenAPI alike. */
import * as z from 'zod';
import { CatalogueCode, FieldElement, Format, Means, Openness, Period } from './catalogue.ts';
import { DueDate } from './clock.ts';
import { Bilingual } from './department.ts';
import { FieldPointer, Instant, ResourceId, Slug } from './identifier.ts';
import { EventName } from './published.ts';
import { Quota } from './quota.ts';
import { By, registered } from './registered.ts';

/** 共享类型 sharing class. `withheld` needs its legal basis. */
export const SharingClass = z.enum(['unconditional', 'conditional', 'withheld']);

/** 共享层级: what a party may be answered about. A third party gets the lowest. */
export const Level = z.enum(['predicate', 'fields', 'copy']);
export type Level = z.infer<typeof Level>;

/** Words of `protocol` that mean something to the hub: what is asked later is answered by the agent beside the department, or by hand. The owner may change one for the other. */
export const AGENT = 'agent';
export const MANUAL = 'manual';

export const Sensitivity = z.enum(['public', 'internal', 'personal', 'sensitive']);

export const ResourceField = z.strictObject({
  pointer: FieldPointer,
  name: Bilingual,
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date', 'instant', 'code']),
  sensitivity: Sensitivity,
  /** The lowest level at which this leaf is released: `predicate` for yes/no answers, `fields` for facts. */
  level: z.enum(['predicate', 'fields']),
  /** 数据元. Required of nobody; what names one is held to 一数一源. */
  element: FieldElement.optional(),
});
export type ResourceField = z.infer<typeof ResourceField>;

export const ResourceState = z.enum(['draft', 'published', 'deprecated', 'withdrawn']);
export type ResourceState = z.infer<typeof ResourceState>;

/** What became of a version, and when: written by the hub. */
const course = {
  published: By.optional(),
  /** 弃用: since when, why, by whom; the notice period as it was counted. */
  deprecated: By.extend({ notice: DueDate.optional() }).optional(),
  withdrawn: By.optional(),
  /** A deprecated version is answered until then. */
  ends: Instant.optional(),
};

/** What the hub writes into a resource itself. */
export const courseKept = { state: true, published: true, deprecated: true, withdrawn: true, ends: true } as const;

/** 事件类型: what the department tells of by itself. Its data is shaped as an answer is, and holds these leaves at most. */
export const EventType = z.strictObject({
  type: EventName,
  name: Bilingual,
  fields: z.array(FieldPointer).min(1).max(200),
  /** Where in the data the subject stands: one of the fields. */
  subject: FieldPointer,
});
export type EventType = z.infer<typeof EventType>;

export const Resource = z
  .strictObject({
    ...registered,
    ...course,
    kind: z.literal('resource'),
    id: ResourceId,
    department: Slug,
    name: Bilingual,
    version: z.int().min(1),
    state: ResourceState,
    code: CatalogueCode.optional(),
    summary: Bilingual.optional(),
    format: Format.optional(),
    sharing: SharingClass,
    /** 共享条件: for which duties, under which duties of care. */
    condition: z.string().min(1).max(300).optional(),
    means: z.array(Means).min(1).max(4).optional(),
    openness: Openness.optional(),
    legalBasis: z.string().max(300).optional(),
    /** Which protocol the adapter speaks to the department; shown to people. `agent` and `manual` say who answers. */
    protocol: z.string().max(40),
    /** 复核: what is entered by hand is looked at by a second officer before it counts. */
    fourEyes: z.boolean().optional(),
    updatePeriod: z.string().max(60),
    period: Period.optional(),
    /** False: stands in the catalogue and may be applied for, but cannot be asked yet. */
    connected: z.boolean().optional(),
    /** 承诺答复时限: working days within which the provider decides on a request, where it promises less than the rule. */
    decidesIn: z.int().min(0).max(30).optional(),
    /** How it is asked (schemas/asked.ts); absent: now. */
    asked: z.enum(['now', 'later', 'change']).optional(),
    /** 限流: how often the department lets itself be asked, over all grants together. */
    limit: Quota.optional(),
    /** Where the subject stands: pointers into the request and into the answer. All of the answer's must include the request's. */
    subject: z.strictObject({ request: FieldPointer, answer: FieldPointer }),
    fields: z.array(ResourceField).min(1).max(200),
    /** The paper that an answer makes unnecessary; what the officer need not ask for. */
    replaces: z.array(Bilingual).max(10),
    /** Absent: nothing is told of by itself. */
    events: z.array(EventType).max(20).optional(),
  })
  .refine((r) => r.sharing !== 'withheld' || r.legalBasis !== undefined, 'withheld-needs-legal-basis')
  .refine(({ fields, events = [] }) => {
    const declared = new Set(fields.map(({ pointer }) => pointer));
    return events.every((one) => one.fields.includes(one.subject) && one.fields.every((field) => declared.has(field)));
  }, 'event-fields-declared')
  .meta({ id: 'Resource', description: '数据资源 resource' });
export type Resource = z.infer<typeof Resource>;

/** A version beside the current one: the next as a draft, or an earlier one while it is still answered, and afterwards for the record. */
export const ResourceVersion = z
  .strictObject({
    ...Resource.shape,
    kind: z.literal('resource-version'),
    /** real-estate/title@2 */
    id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*@\d{1,6}$/, 'resource-version-id'),
  })
  .meta({ id: 'ResourceVersion', description: '数据资源的其他版本 another version of a resource' });
export type ResourceVersion = z.infer<typeof ResourceVersion>;

export const versionId = (resource: string, version: number): string => `${resource}@${version}`;

/** The version seen as the resource that it is of. */
export const asResource = (version: ResourceVersion): Resource => ({
  ...version,
  kind: 'resource',
  id: version.id.slice(0, version.id.indexOf('@')),
});
