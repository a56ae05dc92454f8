/** 申请材料 of a matter: which paper, what for, and where it may come from instead of from the applicant. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { PartyRole } from './grant.ts';
import { ResourceId, Slug } from './identifier.ts';
import { Condition } from './situation.ts';

/**
 * 来源渠道, in the order in which they are tried. `covers`: which of the papers in the envelope this source replaces; all of them unless
 * said. `event`: nobody asks, the provider tells.
 */
const covers = { covers: z.array(Slug).min(1).optional() };
export const Source = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('applicant') }),
  /** 内部获取: the deciding body's own data; the resource, where it can be asked for one. */
  z.strictObject({ channel: z.literal('internal'), resource: ResourceId.optional(), ...covers }),
  z.strictObject({ channel: z.literal('exchange'), resource: ResourceId, ...covers }),
  z.strictObject({ channel: z.literal('event'), resource: ResourceId, ...covers }),
  z.strictObject({ channel: z.literal('certificate'), type: Slug, issuer: Slug, ...covers }),
]);
export type Source = z.infer<typeof Source>;

export const MatterMaterial = z
  .strictObject({
    id: Slug,
    name: Bilingual,
    /** The papers that lie in this envelope, by what they are: the same paper asked for by two matters bears the same name. */
    papers: z.array(Slug).min(1).max(6),
    /** 谁的: of which party it is, where the matter asks the same of several. */
    party: PartyRole.optional(),
    weight: z.enum(['main', 'secondary']).meta({ description: '主要材料 main, 次要材料 secondary' }),
    /** 可容缺: working days within which it may follow, only where the guide says so. */
    tolerableDays: z.int().min(1).max(60).optional(),
    /** 证明法定条件: what shows a legal condition can never be tolerated. */
    showsCondition: z.boolean().optional(),
    /** 需另行开具: another body must issue it before the applicant can bring it. Otherwise he has it, or makes it himself. */
    onRequest: z.boolean().optional(),
    sources: z.array(Source).min(1).max(4),
    standard: Bilingual.meta({ description: '受理标准 acceptance standard' }),
    copies: z.int().min(1).max(10),
    medium: z.enum(['electronic', 'paper', 'either']),
    legalBasis: z.string().min(1).max(300),
    /** 范本: a model text or a blank form is offered. */
    model: z.boolean().optional(),
    /** 报告先行: may be pushed by a registered intermediary before the application; current for so many months; `about`: the field of the form that names the same thing. */
    pushed: z.strictObject({ months: z.int().min(1).max(120), about: z.string().max(80) }).optional(),
    when: Condition.optional(),
  })
  .refine((m) => m.tolerableDays === undefined || m.weight === 'secondary', 'tolerable-main')
  .refine((m) => m.tolerableDays === undefined || m.showsCondition !== true, 'tolerable-condition')
  .meta({ id: 'MatterMaterial', description: '申请材料 material of a matter' });
export type MatterMaterial = z.infer<typeof MatterMaterial>;

/** 表单字段. Equal ids are the same field, whichever form it stands on. */
export const FormField = z.strictObject({
  id: z.string().regex(/^[a-z]+(\.[a-z][A-Za-z0-9]*)+$/, 'form-field'),
  name: Bilingual,
  /** 免填: where it is filled from, before the applicant confirms it. */
  from: z.strictObject({ resource: z.union([ResourceId, Slug]), pointer: z.string().max(120) }).optional(),
  /** 可沿用: true of the applicant beyond one case, so that what he gave in an earlier one may be offered to him again. */
  lasting: z.boolean().optional(),
});
export type FormField = z.infer<typeof FormField>;

export const Form = z
  .strictObject({ name: Bilingual, fields: z.array(FormField).min(1).max(120) })
  .refine(({ fields }) => new Set(fields.map(({ id }) => id)).size === fields.length, 'field-twice');
export type Form = z.infer<typeof Form>;
