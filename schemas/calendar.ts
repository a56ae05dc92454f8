/** 工作日历: a year's days off and make-up workdays, after the State Council's yearly notice. */
import * as z from 'zod';
import { PlainDate } from './identifier.ts';

export const CalendarYear = z.string().regex(/^(19|20)\d{2}$/, 'calendar-year');

export const Calendar = z
  .strictObject({
    v: z.literal(1),
    revision: z.int().min(1),
    kind: z.literal('calendar'),
    /** The year, for example 2026. */
    id: CalendarYear,
    /** 放假: days on which nobody works, whatever day of the week they are. */
    off: z.array(PlainDate).max(80),
    /** 调休上班: Saturdays and Sundays that are worked. */
    worked: z.array(PlainDate).max(40),
    /** No notice is known yet: what is counted with it says so, and is counted anew when the notice comes. */
    estimated: z.boolean(),
    notice: z.string().min(1).max(200).meta({ description: '依据的通知 the notice that it follows' }),
  })
  .refine((c) => [...c.off, ...c.worked].every((day) => day.startsWith(`${c.id}-`)), 'day-of-another-year')
  .refine((c) => new Set([...c.off, ...c.worked]).size === c.off.length + c.worked.length, 'day-twice')
  .meta({ id: 'Calendar', description: '工作日历 working-day calendar of a year' });
export type Calendar = z.infer<typeof Calendar>;
