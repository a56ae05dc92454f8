/** 法定期间 of a case that no matter states for itself, as dated rules. What the national law says of all stands here; what another law says of some matters, beside the catalogue. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { dated, isDated } from './hall.ts';
import { Slug } from './identifier.ts';
import { MatterType } from './matter-code.ts';

export const CaseTerm = z
  .strictObject({
    ...dated,
    matters: z
      .array(Slug)
      .min(1)
      .max(400)
      .optional()
      .meta({ description: 'whose it is, before what holds for all; unless said it holds for all' }),
    types: z
      .array(MatterType)
      .min(1)
      .max(11)
      .optional()
      .meta({ description: '事项类型 it holds for; for all unless said' }),
    unit: z.enum(['working-days', 'calendar-days']),
    length: z.int().min(0).max(365).meta({ description: 'counted from the day after; 0: 当场, that day' }),
    extension: z.strictObject({ length: z.int().min(1).max(250), by: Bilingual }).optional(),
    basis: z.string().min(1).max(300).meta({ description: '依据: which article says so' }),
  })
  .refine(isDated, 'from-after-until')
  .meta({ id: 'CaseTerm', description: '法定期间 rule' });
export type CaseTerm = z.infer<typeof CaseTerm>;

/**
 * silence 视为受理: until when it is told what is missing, else it is accepted; delivery 送达: from the decision until it has reached who
 * applied; joint 联合办理: from acceptance until all that several bodies decide together is decided; return 退回补正: until what a
 * body wants of a task has come, where it names no day; reminder 催办: after such a return, before its day.
 */
export const CASE_TERMS = ['silence', 'delivery', 'joint', 'return', 'reminder'] as const;
export type CaseTermKind = (typeof CASE_TERMS)[number];

const rules = z.array(CaseTerm).max(40);
export const CaseTerms = z.strictObject({
  silence: rules.optional(),
  delivery: rules.optional(),
  joint: rules.optional(),
  return: rules.optional(),
  reminder: rules.optional(),
});
export type CaseTerms = z.infer<typeof CaseTerms>;

/** 行政许可法, in force since 2004-07-01. It speaks of licences; that what is no licence is held to the same days where no law of its own says otherwise is assumed. */
export const BY_LICENCE_LAW: Readonly<Record<CaseTermKind, readonly CaseTerm[]>> = {
  silence: [{ from: '2004-07-01', unit: 'working-days', length: 5, basis: '行政许可法第三十二条、第八十二条' }],
  delivery: [{ from: '2004-07-01', unit: 'working-days', length: 10, basis: '行政许可法第四十四条、第八十二条' }],
  // Of licences alone: where a bundle holds none, only the limits of its matters bind.
  joint: [
    {
      from: '2004-07-01',
      types: ['01'],
      unit: 'working-days',
      length: 45,
      extension: {
        length: 15,
        by: { zh: '经本级人民政府负责人批准', en: 'by the head of the government of this level' },
      },
      basis: '行政许可法第二十六条、第四十二条第二款、第八十二条',
    },
  ],
  // The law names no day for either: a place has its own rule, or a body names the day and nobody is reminded.
  return: [],
  reminder: [],
};
