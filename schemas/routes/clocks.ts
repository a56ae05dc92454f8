/** Calendars and clock rules: open to every department, kept by the data authority. */
import * as z from 'zod';
import { Calendar, CalendarYear } from '../calendar.ts';
import { ClockRule } from '../clock.ts';
import { Slug } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { kept } from '../registered.ts';
import type { Routes } from '../route.ts';

const { suspended: _never, ...own } = kept;

export const CalendarInput = z.strictObject(z.strictObject(Calendar.shape).omit(own).shape);
export const ClockRuleInput = z.strictObject(z.strictObject(ClockRule.shape).omit(own).shape);

const changes = ['precondition-failed', 'precondition-required', 'unprocessable'] as const;

export const clockRoutes = {
  listCalendars: {
    method: 'GET',
    path: '/v1/calendars',
    scope: 'catalogue',
    summary: { zh: '工作日历列表', en: 'List the working-day calendars' },
    query: z.strictObject(PageQuery),
    answer: page(Calendar),
  },
  getCalendar: {
    method: 'GET',
    path: '/v1/calendars/{year}',
    scope: 'catalogue',
    summary: { zh: '某年工作日历', en: 'Get the calendar of a year' },
    params: z.strictObject({ year: CalendarYear }),
    answer: Calendar,
    problems: ['not-found'],
  },
  putCalendar: {
    method: 'PUT',
    path: '/v1/calendars/{year}',
    scope: 'catalogue.manage',
    summary: { zh: '录入或变更工作日历', en: 'Enter or change the calendar of a year' },
    params: z.strictObject({ year: CalendarYear }),
    body: CalendarInput,
    answer: Calendar,
    ifMatch: true,
    problems: changes,
  },
  listClockRules: {
    method: 'GET',
    path: '/v1/clock-rules',
    scope: 'catalogue',
    summary: { zh: '时限规则列表', en: 'List the clock rules' },
    query: z.strictObject({ clock: Slug.optional(), ...PageQuery }),
    answer: page(ClockRule),
  },
  getClockRule: {
    method: 'GET',
    path: '/v1/clock-rules/{rule}',
    scope: 'catalogue',
    summary: { zh: '时限规则', en: 'Get a clock rule' },
    params: z.strictObject({ rule: Slug }),
    answer: ClockRule,
    problems: ['not-found'],
  },
  putClockRule: {
    method: 'PUT',
    path: '/v1/clock-rules/{rule}',
    scope: 'catalogue.manage',
    summary: { zh: '录入或变更时限规则', en: 'Enter or change a clock rule' },
    params: z.strictObject({ rule: Slug }),
    body: ClockRuleInput,
    answer: ClockRule,
    ifMatch: true,
    problems: changes,
  },
} as const satisfies Routes;
