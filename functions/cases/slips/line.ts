/** A line of a slip: what it is about, and what is said. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Calendars } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { Bilingual } from '#schemas/department.ts';

export interface Telling {
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
}

/** A label, and what is said; a text that somebody typed has no other language. */
export interface SlipLine {
  readonly label: Bilingual;
  readonly said: readonly (Bilingual | string)[];
}

export const line = (zh: string, en: string, ...said: readonly (Bilingual | string | undefined)[]): SlipLine => ({
  label: { zh, en },
  said: said.filter((one) => one !== undefined),
});

export const moment = (at: number): string =>
  `${beijingDate(at)} ${new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)} (UTC+8)`;
