/** 工作日历 of the sample city. A year that does not stand here is counted Monday to Friday and marked as estimated, until its notice is entered. */
import type { Calendar } from '#schemas/calendar.ts';
import { calendar } from './declare.ts';

const notice = (year: string): string => `国务院办公厅关于${year}年部分节假日安排的通知`;

export const calendars: readonly Calendar[] = [
  calendar(
    '2017',
    notice('2017'),
    ['01-01..01-02', '01-27..02-02', '04-02..04-04', '04-29..05-01', '05-28..05-30', '10-01..10-08'],
    ['01-22', '02-04', '04-01', '05-27', '09-30'],
  ),
  calendar(
    '2025',
    notice('2025'),
    ['01-01', '01-28..02-04', '04-04..04-06', '05-01..05-05', '05-31..06-02', '10-01..10-08'],
    ['01-26', '02-08', '04-27', '09-28', '10-11'],
  ),
  calendar(
    '2026',
    notice('2026'),
    ['01-01..01-03', '02-15..02-23', '04-04..04-06', '05-01..05-05', '06-19..06-21', '09-25..09-27', '10-01..10-07'],
    ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  ),
];
