/** 中介机构名录: who may make the reports that a matter wants, by the licence of the day, and the service point at which its people sit. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { dated, isDated } from './hall.ts';
import { CreditCode, Slug } from './identifier.ts';

export const Intermediary = z
  .strictObject({
    code: CreditCode,
    name: Bilingual,
    /** 服务点: who sits there speaks for it. */
    place: Slug,
    /** Papers that it may make, by what they are. */
    provides: z.array(Slug).min(1).max(40),
    licence: z.string().min(1).max(80).meta({ description: '资质证书编号' }),
    /** The days on which the licence is in force. */
    ...dated,
  })
  .refine(isDated, 'from-after-until')
  .meta({ id: 'Intermediary', description: '中介机构 registered intermediary' });
export type Intermediary = z.infer<typeof Intermediary>;
