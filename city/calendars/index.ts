/**
 * 工作日历 of the sample city, 2004 to 2026, drawn once from chinese-days and compared with it day by day. A year that does not stand here is
 * counted Monday to Friday and marked as estimated, until its notice is entered.
 */
import type { Calendar } from '#schemas/calendar.ts';
import { from2004 } from './from-2004.ts';
import { from2016 } from './from-2016.ts';

export const calendars: readonly Calendar[] = [...from2004, ...from2016];
