/** 时限的中止、恢复、延长与重算: by the body of a task, of the whole by who leads it, within what the law and the limit foresee. */
import * as z from 'zod';
import { CalendarYear } from '../calendar.ts';
import { LimitRole, PAUSE_REASONS, type PauseReason } from '../case-clock.ts';
import { Slug } from '../identifier.ts';
import { text } from '../text.ts';

const task = Slug.meta({ description: '子办件: the matter that it is about' });

/** 补正 begins with the return of a task and in no other way. */
const byHand = Object.keys(PAUSE_REASONS).filter((reason) => reason !== 'supplement');
const HeldFor = z.enum(byHand as [PauseReason, ...PauseReason[]]);

export const clockActs = {
  'pause-clock': {
    body: z.strictObject({
      act: z.literal('pause-clock'),
      task,
      reason: HeldFor,
      told: z
        .int()
        .min(1)
        .max(1_000)
        .optional()
        .meta({ description: '书面告知 working days that it will take; of an intermediary its own limit' }),
      requiredBy: text(300).optional().meta({ description: 'law or regulation that wants the report of the 中介' }),
      agency: text(120).optional().meta({ description: '中介机构 who makes it' }),
    }),
    kept: { pause: Slug },
  },
  'resume-clock': {
    body: z.strictObject({
      act: z.literal('resume-clock'),
      task,
      pause: Slug.optional().meta({ description: 'which one, where there are several' }),
    }),
    kept: { pause: Slug },
  },
  'extend-clock': {
    body: z.strictObject({
      act: z.literal('extend-clock'),
      task: task
        .optional()
        .meta({ description: '子办件: the matter that it is about; left out: 整件, by who leads the bundle' }),
      role: LimitRole,
      length: z.int().min(1).max(10_000),
      leave: text(120).meta({ description: '批准人 head who gave leave' }),
      reason: text(500),
    }),
    kept: {},
  },
  recount: {
    body: z.strictObject({
      act: z.literal('recount'),
      /** Of a supervisor: a change of the holidays of these years is adopted. Without: years that were estimated. */
      years: z.array(CalendarYear).min(1).max(10).optional(),
      reason: text(300).optional(),
    }),
    kept: {},
  },
} as const;
