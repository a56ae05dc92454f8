/** How a year is declared: spans of days off as the notice writes them, and the Saturdays and Sundays worked for them. */
import type { Calendar } from '#schemas/calendar.ts';

const DAY_MS = 86_400_000;

/** Month and day, or a span of them: '10-01' or '10-01..10-08'. */
const days = (year: string, span: string): string[] => {
  const [first = span, last = first] = span.split('..');
  const [from, until] = [first, last].map((day) => Date.parse(`${year}-${day}T00:00:00Z`)) as [number, number];
  return Array.from({ length: (until - from) / DAY_MS + 1 }, (_, i) =>
    new Date(from + i * DAY_MS).toISOString().slice(0, 10),
  );
};

export const calendar = (
  year: string,
  notice: string,
  off: readonly string[],
  worked: readonly string[],
): Calendar => ({
  v: 1,
  revision: 1,
  kind: 'calendar',
  id: year,
  off: off.flatMap((span) => days(year, span)),
  worked: worked.flatMap((span) => days(year, span)),
  estimated: false,
  notice,
});
