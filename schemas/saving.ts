/** 跑腿账: what a visit, a paper and a field cost a citizen, as stated assumptions; a figure in minutes or yuan is worth what these are worth. */
import * as z from 'zod';
import { Bilingual } from './department.ts';

export const Assumption = z
  .strictObject({
    per: z.enum(['visit', 'paper', 'field']).meta({ description: '跑一次, 交一份材料, 填一个字段' }),
    minutes: z.int().min(0),
    fen: z.int().min(0),
    /** How it was found. `assumed`: no source says it; `source`: what it was reckoned from. */
    basis: Bilingual,
    assumed: z.boolean(),
    source: z.string().min(1).max(300).optional(),
  })
  .refine(({ assumed, source }) => assumed || source !== undefined, 'neither-source-nor-assumed');
export type Assumption = z.infer<typeof Assumption>;

export const Assumptions = z
  .array(Assumption)
  .max(3)
  .refine((all) => new Set(all.map(({ per }) => per)).size === all.length, 'assumption-twice');
