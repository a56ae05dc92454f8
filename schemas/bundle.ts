/** 一件事 as a template: which matters, in which order, with which papers made one. Pinned by date; every figure is computed from it. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { dated, isDated } from './hall.ts';
import { Slug } from './identifier.ts';
import { Limit } from './matter.ts';
import { Answers, Condition, Questions } from './situation.ts';

const workdays = z.int().min(0).max(250);

/** A material of a matter of the bundle. */
export const MaterialRef = z.strictObject({ matter: Slug, material: Slug });
export type MaterialRef = z.infer<typeof MaterialRef>;

export const BundledMatter = z.strictObject({
  matter: Slug,
  /** The version of the matter that this template was made with. */
  version: z.int().min(1),
  /** 前序: its clock starts at the written completion of these; at acceptance when there are none. */
  after: z.array(Slug).max(12),
  /** 凭前序结果: of these the result itself is needed, the certificate or its number, before this one is approved. */
  withResultOf: z.array(Slug).min(1).max(12).optional(),
  /** 内部时限 after the redesign, and the working days it took alone, one office after the other. */
  inner: workdays,
  before: workdays,
  when: Condition.optional(),
  /** 只为该事项: done for the sake of that one alone, and ends when it is refused. */
  serves: Slug.optional(),
});
export type BundledMatter = z.infer<typeof BundledMatter>;

export const BundleTemplate = z
  .strictObject({
    v: z.literal(1),
    id: Slug,
    version: z.int().min(1),
    ...dated,
    name: Bilingual,
    /** 事项 under which grants and tickets know the bundle as a whole. */
    matter: Slug,
    /** 牵头部门. */
    lead: Slug,
    basis: z.string().min(1).max(300),
    situations: Questions,
    matters: z.array(BundledMatter).min(1).max(12),
    /** What became part of the one form, or a layer of another material. */
    merges: z.array(
      z.strictObject({ ...MaterialRef.shape, into: z.union([z.literal('form'), MaterialRef]), why: Bilingual }),
    ),
    /** Asked for by habit before, and now only where an answer makes it necessary. */
    optional: z.array(z.strictObject({ ...MaterialRef.shape, when: Condition, why: Bilingual })),
    /** The situation that the figures before and after are told for. */
    typical: Answers,
    /** 统一出件. `choice`: the applicant chooses before output when not everything was approved. */
    output: z.strictObject({
      rule: z.enum(['all-or-nothing', 'partial']),
      choice: z.boolean(),
      workdays: workdays.meta({ description: '统一出件 after the last decision' }),
    }),
    /** 承诺时限 of the whole, where it is not the sum of the longest way. */
    promised: Limit.optional(),
    inspection: z
      .strictObject({ convenedBy: Slug, matters: z.array(Slug).min(2), byWorkday: workdays })
      .optional()
      .meta({ description: '联合踏勘 joint inspection' }),
  })
  .refine(isDated, 'from-after-until')
  .refine(({ matters }) => new Set(matters.map(({ matter }) => matter)).size === matters.length, 'matter-twice')
  .refine(
    // Each waits for matters that stand before it, so there is no circle.
    ({ matters }) =>
      matters.every(({ after }, at) => after.every((id) => matters.slice(0, at).some((m) => m.matter === id))),
    'matter-before-what-it-waits-for',
  )
  .refine(
    ({ matters }) => matters.every(({ after, withResultOf = [] }) => withResultOf.every((id) => after.includes(id))),
    'result-of-what-it-does-not-wait-for',
  )
  .refine(
    ({ matters }) => matters.every(({ serves }) => serves === undefined || matters.some((m) => m.matter === serves)),
    'serves-what-is-not-there',
  )
  .meta({ id: 'BundleTemplate', description: '联办事项审批标准模板 template of a bundle, one version' });
export type BundleTemplate = z.infer<typeof BundleTemplate>;
