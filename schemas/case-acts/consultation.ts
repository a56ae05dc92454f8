/** 征求意见: of a body in the case or outside it; who is asked may ask in turn. Nobody waits for an answer but who asked. */
import * as z from 'zod';
import { Bilingual } from '../department.ts';
import { Instant, PlainDate, Slug } from '../identifier.ts';
import { text } from '../text.ts';

const task = Slug.meta({ description: '子办件: the matter that it is about' });
const number = z.int().min(1).meta({ description: '征求意见 number, counted in the case' });

export const consultationActs = {
  consult: {
    body: z.strictObject({
      act: z.literal('consult'),
      task,
      /** A department of the hub, or a body that has not joined: its letter is taken down by who asked. */
      of: z.union([z.strictObject({ department: Slug }), z.strictObject({ outside: Bilingual })]),
      question: text(2000),
      reason: text(500),
      due: PlainDate.optional(),
      within: number.optional().meta({ description: 'asked by who was asked himself' }),
    }),
    kept: {
      /** Whether the body has a task in the case or takes part in the matter: one that does not is asked for a reason that is counted. */
      listed: z.boolean(),
    },
  },
  'answer-consultation': {
    body: z.strictObject({
      act: z.literal('answer-consultation'),
      task,
      consultation: number,
      opinion: z.enum(['agree', 'disagree', 'no-objection', 'not-ours']),
      text: text(2000),
      answeredBy: text(60).optional().meta({ description: 'who answered, where a letter or a system speaks for him' }),
      answeredAt: Instant.optional(),
    }),
    kept: { who: text(120) },
  },
} as const;
