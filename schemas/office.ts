/** 办公时间: when a hall works, and how its time limits count what comes late, on days off, or in minutes. Data, by hall and by date. */
import * as z from 'zod';
import { PlainDate } from './identifier.ts';

/** Time of day in Beijing, 09:00. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-of-day');

const OpenSpan = z
  .strictObject({ opens: TimeOfDay, closes: TimeOfDay })
  .refine(({ opens, closes }) => opens < closes, 'opens-after-it-closes');

const OpenSpans = z
  .array(OpenSpan)
  .min(1)
  .max(4)
  .refine((all) => all.every(({ opens }, at) => at === 0 || (all[at - 1]?.closes ?? '') <= opens), 'spans-overlap');

/** 服务日历: weekdays, Monday 1 to Sunday 7, on which a window serves although they are not worked. It starts no clock of itself. */
export const Service = z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), spans: OpenSpans });
export type Service = z.infer<typeof Service>;

/** open: in its hours; after-hours: who waits is still served; closed. */
export const ServingState = z.enum(['open', 'after-hours', 'closed']);
export type ServingState = z.infer<typeof ServingState>;

export const Office = z
  .strictObject({
    from: PlainDate,
    until: PlainDate.optional(),
    spans: OpenSpans.meta({ description: '办公时间 on working days; office minutes are counted in them' }),
    keepsServing: z.boolean().meta({ description: '继续办 who waits at closing time is still served' }),
    lastFiling: TimeOfDay.optional().meta({
      description: '截止 what is accepted later counts from the next working day; absent: from the day itself',
    }),
    dayOff: z.enum(['same-day', 'next-workday']).meta({
      description:
        '非工作日受理 whether what is accepted on a day off counts from that day or from the next working day',
    }),
    workdayMinutes: z.int().min(1).max(1_440).optional().meta({
      description: '折算 a working day counts as so many office minutes; absent: days are days',
    }),
    yellowPercent: z.int().min(0).max(100).meta({ description: '黄灯 from this share of a time limit left' }),
  })
  .refine(({ from, until }) => until === undefined || from <= until, 'from-after-until')
  .meta({ id: 'Office', description: '办公时间 office hours of a hall' });
export type Office = z.infer<typeof Office>;
