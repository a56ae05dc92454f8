/** 一事一梳理: which paper can come from where today, what is missing, and what one new grant would win. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { ResourceId, Slug } from './identifier.ts';
import { Fate } from './material.ts';
import { FormField } from './matter-material.ts';

/** Why a source cannot be used today. */
export const Lack = z.enum([
  'body-not-joined', // the body has no department at the hub
  'no-resource', // nobody offers it
  'not-published', // it is a draft, or was withdrawn
  'not-connected', // it stands in the catalogue and cannot be asked yet
  'no-event', // the provider does not tell of it
  'type-unknown', // the library has no such certificate type
  'type-ended', // nothing of the type is issued or asked for any more
  'no-grant', // nobody granted it to this body
  'not-for-this-matter', // granted, for other matters
  'field-not-granted', // granted, without this field of the form
  'grant-inactive', // granted, and not in force today
]);
export type Lack = z.infer<typeof Lack>;

export const Missing = z.strictObject({
  lack: Lack,
  /** department/name, or certificates/type. */
  resource: ResourceId,
  consumer: Slug,
});
export type Missing = z.infer<typeof Missing>;

/** `spared`: nobody brings it; `brought`: the applicant has it or makes it; `fetched`: another body must issue it to him first. */
export const PaperReview = z.strictObject({
  no: z.int(),
  matter: Slug,
  material: Slug,
  name: Bilingual,
  fate: Fate,
  today: z.enum(['spared', 'brought', 'fetched']),
  /** The resource that spares it today. */
  by: ResourceId.optional(),
  missing: z.array(Missing),
  /** Why nobody needs to bring it, or what would have to be for that. */
  why: Bilingual,
});
export type PaperReview = z.infer<typeof PaperReview>;

/** 原申请表: `merged`: fields of it stand in the one form; `dropped`: every field of it stood on a form before it. */
export const FormReview = z.strictObject({
  no: z.int(),
  matter: Slug,
  name: Bilingual,
  /** How many it asked for, and how many of these no form before it asked for. */
  fields: z.int(),
  own: z.int(),
  fate: z.enum(['kept', 'merged', 'dropped']),
  why: Bilingual,
});
export type FormReview = z.infer<typeof FormReview>;

/** 一张表, field by field: numbers of the forms that asked for it, and whether it fills itself in today. */
export const FieldReview = z.strictObject({
  ...FormField.shape,
  forms: z.array(z.int()).min(1),
  today: z.enum(['filled', 'typed']),
  /** Who fills it in, with what; for `typed`, who would. */
  source: Bilingual.optional(),
  missing: z.array(Missing),
});
export type FieldReview = z.infer<typeof FieldReview>;

/** 现在可以, 流程优化后可以, 暂不可能. */
export const Verdict = z.enum(['once-now', 'once-after-redesign', 'not-now']);
export type Verdict = z.infer<typeof Verdict>;

export const Win = z.strictObject({
  ...Missing.shape,
  /** Matters whose case would need one paper less, and how many papers that is in a year. */
  matters: z.array(Slug),
  papersPerYear: z.int(),
});
export type Win = z.infer<typeof Win>;

export const Review = z
  .strictObject({
    id: Slug,
    version: z.int(),
    name: Bilingual,
    verdict: Verdict,
    reasons: z.array(Bilingual),
    /** Visits to the hall, and trips to other bodies for papers. */
    visits: z.int(),
    trips: z.int(),
    casesPerYear: z.int(),
    papers: z.array(PaperReview),
    forms: z.array(FormReview),
    form: z.array(FieldReview),
    wins: z.array(Win),
  })
  .meta({ id: 'Review', description: '一事一梳理 review of a matter or a bundle' });
export type Review = z.infer<typeof Review>;

export const CatalogueReview = z
  .strictObject({
    matters: z.int(),
    verdicts: z.record(Verdict, z.int()),
    /** 最多跑一次事项: once by the rule, papers being complete. */
    once: z.int(),
    oncePercent: z.number(),
    papers: z.strictObject({ spared: z.int(), brought: z.int(), fetched: z.int() }),
    exceptions: z.array(z.strictObject({ listed: Slug, name: Bilingual, matters: z.int() })),
    /** The grants and resources that would win most, most first. */
    wins: z.array(Win),
  })
  .meta({ id: 'CatalogueReview', description: '事项梳理汇总 review of the whole catalogue' });
export type CatalogueReview = z.infer<typeof CatalogueReview>;
