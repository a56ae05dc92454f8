/** 人随事转、督办、容错: who works on it, who was reminded, and what was put right without hiding what was. */
import * as z from 'zod';
import { Decision } from '../case.ts';
import { Instant, PlainDate, Slug } from '../identifier.ts';
import { text } from '../text.ts';

const task = Slug.meta({ description: '子办件: the matter that it is about' });

export const dutyActs = {
  reassign: {
    body: z
      .strictObject({
        act: z.literal('reassign'),
        task,
        department: Slug.optional(),
        officer: text(60).optional(),
        from: PlainDate.meta({ description: '生效日 from the beginning of that day' }),
        reason: text(300),
      })
      .refine(({ department, officer }) => department !== undefined || officer !== undefined, 'to-nobody'),
    kept: {},
  },
  /** By the hub, on the day from which it holds. */
  'hand-over': { body: z.strictObject({ act: z.literal('hand-over'), task }), kept: {} },
  remind: {
    body: z.strictObject({ act: z.literal('remind'), task: task.optional(), text: text(500) }),
    kept: {},
  },
  'correct-decision': {
    body: z.strictObject({
      act: z.literal('correct-decision'),
      task,
      decision: Decision,
      /** 原因: a fact was another, the law was read wrongly, a slip of the pen, an error in a trial of the reform 容错. */
      cause: z.enum(['fact', 'law', 'clerical', 'reform-trial']),
      reason: text(2000),
      basis: text(300).optional(),
    }),
    kept: { decidedAt: Instant.meta({ description: 'of the decision that it takes the place of' }) },
  },
} as const;
