/** 工作日历: a year's days off and make-up workdays, after the State Council's yearly notice. */
import * as z from 'zod';
import { PlainDate } from './identifier.ts';

const Days = {
  /** 放假: days on which nobody works, whatever day of the week they are. */
  off: z.array(PlainDate).max(80),
  /** 调休上班: Saturdays and Sundays that are worked. */
  worked: z.array(PlainDate).max(40),
  notice: z.string().min(1).max(200).meta({ description: '依据的通知 the notice that it follows' }),
  published: PlainDate.optional().meta({ description: '公布日期 known from that day; absent: known always' }),
};

/** What a year was before a later notice changed it: what was pinned then is counted by it for ever. */
export const FormerDays = z.strictObject(Days).meta({ id: 'FormerDays', description: '变更前的安排 former days' });
export type FormerDays = z.infer<typeof FormerDays>;

export const CalendarYear = z.string().regex(/^(19|20)\d{2}$/, 'calendar-year');

const inYear = (year: string, { off, worked }: FormerDays): boolean =>
  [...off, ...worked].every((day) => day.startsWith(`${year}-`));
const once = ({ off, worked }: FormerDays): boolean => new Set([...off, ...worked]).size === off.length + worked.length;
const rising = (days: readonly string[]): boolean => days.every((day, at) => at === 0 || (days[at - 1] ?? '') < day);
/** A year's arrangements as they followed one another; the last is the one in force. */
export const arrangements = (
  calendar: FormerDays & { readonly former?: readonly FormerDays[] | undefined },
): readonly FormerDays[] => [...(calendar.former ?? []), calendar];

export const Calendar = z
  .strictObject({
    v: z.literal(1),
    revision: z.int().min(1),
    kind: z.literal('calendar'),
    /** The year, for example 2026. */
    id: CalendarYear,
    ...Days,
    /** No notice is known yet: what is counted with it says so, and is counted anew when the notice comes. */
    estimated: z.boolean(),
    /** 变更前: the newest last. */
    former: z.array(FormerDays).max(8).optional(),
  })
  .refine((c) => arrangements(c).every((one) => inYear(c.id, one)), 'day-of-another-year')
  .refine((c) => arrangements(c).every(once), 'day-twice')
  .refine((c) => rising(arrangements(c).map(({ published = '' }) => published)), 'former-days-out-of-order')
  .meta({ id: 'Calendar', description: '工作日历 working-day calendar of a year' });
export type Calendar = z.infer<typeof Calendar>;
