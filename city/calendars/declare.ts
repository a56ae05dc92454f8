/** How a year is declared: spans of days off as the notice writes them, and the Saturdays and Sundays worked for them. */
import type { Calendar, FormerDays } from '#schemas/calendar.ts';

const DAY_MS = 86_400_000;

/** Month and day, or a span of them: '10-01' or '10-01..10-08'. */
const days = (year: string, spans: readonly string[]): string[] =>
  spans.flatMap((span) => {
    const [first = span, last = first] = span.split('..');
    const [from, until] = [first, last].map((day) => Date.parse(`${year}-${day}T00:00:00Z`)) as [number, number];
    return Array.from({ length: (until - from) / DAY_MS + 1 }, (_, i) =>
      new Date(from + i * DAY_MS).toISOString().slice(0, 10),
    );
  });

export const notice = (year: string): string => `国务院办公厅关于${year}年部分节假日安排的通知`;

/** A later notice that changed the year. */
interface Change {
  readonly published: string;
  readonly notice: string;
  readonly off?: readonly string[];
  readonly worked?: readonly string[];
}

const changed = (year: string, before: FormerDays, change: Change): FormerDays => {
  const [off, worked] = [days(year, change.off ?? []), days(year, change.worked ?? [])];
  return {
    off: [...before.off.filter((day) => !worked.includes(day)), ...off].toSorted(),
    worked: [...before.worked.filter((day) => !off.includes(day)), ...worked].toSorted(),
    published: change.published,
    notice: change.notice,
  };
};

/** `published`: when the year's own notice was made public; absent where that day is not known to us. */
export const calendar = (
  year: string,
  published: string | undefined,
  off: readonly string[],
  worked: readonly string[],
  ...changes: readonly Change[]
): Calendar => {
  const first: FormerDays = {
    off: days(year, off),
    worked: days(year, worked),
    notice: notice(year),
    ...(published === undefined ? {} : { published }),
  };
  const former: FormerDays[] = [];
  let now = first;
  for (const change of changes) {
    former.push(now);
    now = changed(year, now, change);
  }
  const key = { v: 1, revision: 1, kind: 'calendar', id: year, estimated: false } as const;
  return { ...key, ...now, ...(former.length > 0 ? { former } : {}) };
};
