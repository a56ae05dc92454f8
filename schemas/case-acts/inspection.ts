/** 现场勘查: one body alone where nobody else must look; together 联合踏勘 where the template has several look. ZJ-2018 art. 18. */
import * as z from 'zod';
import { FileDigest } from '../file-digest.ts';
import { Instant, PlainDate, Slug } from '../identifier.ts';
import { text } from '../text.ts';

const task = Slug.meta({ description: '子办件: the matter for which its body acts' });

/** 勘查项目, its finding, and photos as files. */
export const InspectedItem = z.strictObject({
  item: Slug,
  name: text(200),
  found: z.enum(['passed', 'failed']),
  note: text(500).optional(),
  photos: z.array(FileDigest).max(20),
});
export type InspectedItem = z.infer<typeof InspectedItem>;

/** 行政许可法 34: two or more officers look. */
export const InspectedBy = z
  .array(text(60))
  .min(2, 'two-officers')
  .max(10)
  .refine((all) => new Set(all).size === all.length, 'officer-twice');

export const inspectionActs = {
  'set-inspection': {
    body: z.strictObject({
      act: z.literal('set-inspection'),
      task,
      at: Instant.meta({ description: 'when the bodies meet' }),
      place: text(200),
      reason: text(300).optional().meta({ description: 'of a change, or of a day later than the template has it' }),
    }),
    kept: { matters: z.array(Slug).min(1), by: PlainDate, round: z.int().min(1) },
  },
  inspect: {
    body: z.strictObject({
      act: z.literal('inspect'),
      task,
      officers: InspectedBy,
      items: z.array(InspectedItem).min(1).max(60),
    }),
    kept: { joint: z.boolean() },
  },
  'sign-inspection': {
    body: z.strictObject({ act: z.literal('sign-inspection'), task }),
    kept: { sheet: z.string().meta({ description: 'SHA-256 of the one sheet that all sign' }) },
  },
  'notify-inspection': {
    body: z.strictObject({ act: z.literal('notify-inspection'), task, due: PlainDate }),
    kept: {
      tasks: z.array(Slug).min(1),
      items: z.array(z.strictObject({ item: text(130), what: text(800) })).min(1),
    },
  },
} as const;
