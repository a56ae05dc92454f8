/** 数据资源: one thing a department can be asked. Declared as data, read by catalogue, exchange and OpenAPI alike. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { FieldPointer, ResourceId, Slug } from './identifier.ts';
import { Quota } from './quota.ts';
import { registered } from './registered.ts';

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
});
export type ResourceField = z.infer<typeof ResourceField>;

export const Resource = z
  .strictObject({
    ...registered,
    kind: z.literal('resource'),
    id: ResourceId,
    department: Slug,
    name: Bilingual,
    version: z.int().min(1),
    state: z.enum(['draft', 'published', 'deprecated', 'withdrawn']),
    sharing: SharingClass,
    legalBasis: z.string().max(300).optional(),
    /** Which protocol the adapter speaks to the department; shown to people. `agent` and `manual` say who answers. */
    protocol: z.string().max(40),
    updatePeriod: z.string().max(60),
    /** How it is asked (schemas/asked.ts); absent: now. */
    asked: z.enum(['now', 'later', 'change']).optional(),
    /** 限流: how often the department lets itself be asked, over all grants together. */
    limit: Quota.optional(),
    /** Where the subject stands: pointers into the request and into the answer. All of the answer's must include the request's. */
    subject: z.strictObject({ request: FieldPointer, answer: FieldPointer }),
    fields: z.array(ResourceField).min(1).max(200),
    /** The paper that an answer makes unnecessary; what the officer need not ask for. */
    replaces: z.array(Bilingual).max(10),
  })
  .refine((r) => r.sharing !== 'withheld' || r.legalBasis !== undefined, 'withheld-needs-legal-basis')
  .meta({ id: 'Resource', description: '数据资源 resource' });
export type Resource = z.infer<typeof Resource>;
