/** 保管期限: until when everything about a certificate is kept. Whole years after the one in which it ran out, as archives count them. */
import * as z from 'zod';
import { beijingDate, beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { PlainDate } from '#schemas/identifier.ts';

/** `years`: of its type when this was set. `until`: the last day, in Beijing. */
export const Retention = z.strictObject({ years: z.int().min(1), until: PlainDate });
export type Retention = z.infer<typeof Retention>;

const LAST_YEAR = 9999;
const yearOf = (date: string): number => Number(date.slice(0, 4));
/** The same for every day of a year, so a repeat on another day asks for the same. */
const lastDay = (date: string, years: number): string => `${Math.min(yearOf(date) + years, LAST_YEAR)}-12-31`;

/** `dates` (yyyy-mm-dd): what has happened to it and the last day of its validity; the latest counts. */
export const retentionOf = (
  { retentionYears: years }: Pick<CertificateType, 'retentionYears'>,
  dates: readonly string[],
): Retention => ({ years, until: lastDay(dates.toSorted().at(-1) ?? '', years) });

/** The longer one, where `wanted` is longer than what stands; nothing is ever shortened. */
export const longer = (standing: Retention | undefined, wanted: Retention): Retention | undefined =>
  standing && standing.until >= wanted.until ? undefined : wanted;

/** Of a file about something that happened at `at` (epoch ms): as long as the certificate, and its own years at least. */
export const ofFile = (standing: Retention | undefined, at: number): Retention | undefined =>
  standing && (longer(standing, retentionOf({ retentionYears: standing.years }, [beijingDate(at)])) ?? standing);

/** S3 takes a hundred years at most; what is kept longer is told so by the index, and is locked anew by the next operation. */
const MOST = 99;

/** Until when S3 locks it: the end of the last day. `at`: epoch ms, when the lock is wanted. */
export const lockedUntil = (retention: Retention, at: number): Date => {
  const most = lastDay(beijingDate(at), MOST);
  const day = retention.until < most ? retention.until : most;
  return new Date(beijingMidnightAfter(Date.parse(`${day}T00:00:00+08:00`)));
};
