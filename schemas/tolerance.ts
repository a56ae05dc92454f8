/** 容缺失信限制: by a local rule, who promised a paper that did not come is accepted provisionally no more for some time. Without a rule nobody is. */
import * as z from 'zod';
import { dated, isDated } from './hall.ts';
import { Instant, PlainDate, Slug } from './identifier.ts';

export const ToleranceRule = z
  .strictObject({
    ...dated,
    places: z
      .array(Slug)
      .min(1)
      .max(60)
      .optional()
      .meta({ description: '受理点 where it holds; everywhere unless said' }),
    barDays: z
      .int()
      .min(1)
      .max(366)
      .meta({ description: 'Calendar days, counted from the day after acceptance was revoked' }),
    basis: z.string().min(1).max(300).meta({ description: '依据: which measure says so' }),
  })
  .refine(isDated, 'from-after-until')
  .meta({ id: 'ToleranceRule', description: '容缺失信限制 local rule' });
export type ToleranceRule = z.infer<typeof ToleranceRule>;

/** Until the end of which day, and by which measure. */
export const ToleranceBar = z.strictObject({ until: PlainDate, basis: z.string() });
export type ToleranceBar = z.infer<typeof ToleranceBar>;

/** As the case shows it whose promise was broken. */
export const ToleranceBarView = z
  .strictObject({ ...ToleranceBar.shape, liftedAt: Instant.optional() })
  .meta({ description: '容缺失信限制 that its broken promise led to' });
