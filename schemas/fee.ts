/** 收费项目 by date: what is charged for which case, and into whose account. Amounts in fen. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { dated, isDated } from './hall.ts';
import { Slug } from './identifier.ts';

export const Fee = z
  .strictObject({
    id: Slug,
    name: Bilingual,
    basis: z.string().min(1).max(300),
    /** 执收单位 and revenue line 非税收入科目. */
    collector: Slug,
    account: Bilingual,
    rates: z
      .array(
        z
          .strictObject({
            ...dated,
            /** Which case: home, other, parking … */
            case: Slug,
            fen: z.int().min(0),
            /** For each further copy; the first costs nothing. */
            furtherCopyFen: z.int().min(0).optional(),
          })
          .refine(isDated, 'from-after-until'),
      )
      .min(1),
  })
  .meta({ id: 'Fee', description: '收费项目 fee' });
export type Fee = z.infer<typeof Fee>;
