/** What is answered about matters and bundles: the record, and what is computed from it. */
import * as z from 'zod';
import { BundleTemplate } from './bundle.ts';
import { Bilingual } from './department.ts';
import { WindowKind } from './hall.ts';
import { PlainDate, Slug } from './identifier.ts';
import { Material } from './material.ts';
import { Limit, Matter } from './matter.ts';
import { MatterType } from './matter-code.ts';
import { FormField } from './matter-material.ts';
import { Answers, Question } from './situation.ts';

const Visit = z.strictObject({
  moment: z.enum(['filing', 'check', 'later', 'collection']),
  why: z.array(Bilingual).min(1),
});
const Star = z.union([z.literal(3), z.literal(4), z.literal(5)]);
const Window = z.strictObject({
  id: Slug,
  kind: z.union([WindowKind, z.enum(['unit', 'sub-centre'])]),
  name: Bilingual,
  window: z.string(),
  role: Bilingual,
  phone: z.string(),
});
const Version = z.strictObject({ version: z.int(), from: PlainDate, until: PlainDate.optional() });

export const MatterLine = z
  .strictObject({
    id: Slug,
    version: z.int(),
    name: Bilingual,
    type: MatterType,
    body: Slug,
    implementation: z.string(),
    window: z.union([WindowKind, z.enum(['unit', 'sub-centre'])]),
    promised: Limit,
    visits: z.int(),
    once: z.boolean(),
    star: Star,
  })
  .meta({ id: 'MatterLine' });
export type MatterLine = z.infer<typeof MatterLine>;

export const MatterView = z
  .strictObject({
    matter: Matter,
    versions: z.array(Version),
    body: z.strictObject({ name: Bilingual, creditCode: z.string() }),
    window: Window,
    visits: z.array(Visit),
    once: z.boolean(),
    star: Star,
  })
  .meta({ id: 'MatterView', description: '事项 with its marks, on a day' });
export type MatterView = z.infer<typeof MatterView>;

export const BundleLine = z
  .strictObject({
    id: Slug,
    version: z.int(),
    name: Bilingual,
    lead: Slug,
    matter: Slug,
    composition: z.enum(['1-1', 'n-1', '1-n', 'n-n']),
  })
  .meta({ id: 'BundleLine' });

const count = z.int().min(0);
const beforeAfter = { before: count, after: count };
export const Figures = z
  .strictObject({
    materials: z.strictObject({ ...beforeAfter, dropped: count, byFate: z.record(z.string(), count) }),
    forms: z.strictObject(beforeAfter),
    fields: z.strictObject({ ...beforeAfter, filled: count }),
    workdays: z.strictObject({ ...beforeAfter, savedPercent: z.number() }),
  })
  .meta({ id: 'BundleFigures', description: '改革前后 before and after' });

/** What the answers leave: questions still open, what was wrong, matters and papers. */
export const Situated = z
  .strictObject({
    open: z.array(Question),
    errors: z.array(z.strictObject({ question: z.string(), rule: z.string() })),
    matters: z.array(Slug),
    levels: z.array(z.array(Slug)),
    papers: z.array(Material),
    form: z.array(z.strictObject({ ...FormField.shape, matters: z.array(Slug) })),
    figures: Figures,
  })
  .meta({ id: 'Situated', description: '情形引导结果 what a situation needs' });

export const BundleView = z
  .strictObject({
    template: BundleTemplate,
    versions: z.array(Version),
    composition: z.enum(['1-1', 'n-1', '1-n', 'n-n']),
    /** In the situation that the figures are told for. */
    typical: Situated,
    /** Matters that ended since the template was made: cases filed before go on, new ones go without. */
    ended: z.array(z.strictObject({ matter: Slug, until: PlainDate, why: Bilingual })),
  })
  .meta({ id: 'BundleView' });

export const SituationAsked = z
  .strictObject({ answers: Answers, on: PlainDate.optional() })
  .meta({ id: 'SituationAsked' });
