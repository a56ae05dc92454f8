/** Times as people in Yongkang read them: time zone Asia/Shanghai, whatever the machine's is. */
import type { Language } from './language.ts';

const ZONE = 'Asia/Shanghai';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** An instant to the minute. */
export const minute = (instant: string | number, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    timeZone: ZONE,
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));

/** A day without a time ("2017-05-08"), which has no time zone. */
export const day = (plain: string, language: Language): string => {
  const date = new Date(`${plain}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return plain;
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(date);
};

/** Today's day in Shanghai, as "2026-11-20". */
export const today = (now: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(now));

/** Start of a day in Shanghai, which has no summer time, as an instant. */
export const startOf = (plain: string): string => new Date(`${plain}T00:00:00+08:00`).toISOString();

/** Seconds as m:ss. */
export const countdown = (seconds: number): string =>
  `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.max(0, seconds) % 60).padStart(2, '0')}`;
