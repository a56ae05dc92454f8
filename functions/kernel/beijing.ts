/** Beijing time, UTC+8 without daylight saving: the calendar by which days are counted here. */
const OFFSET_MS = 8 * 3_600_000;

const local = (at: number): string => new Date(at + OFFSET_MS).toISOString();

/** Epoch ms to the date in Beijing, yyyy-mm-dd. */
export const beijingDate = (at: number): string => local(at).slice(0, 10);

/** Epoch ms to date and minute in Beijing, yyyy-mm-dd hh:mm, as printed. */
export const beijingMinute = (at: number): string => local(at).slice(0, 16).replace('T', ' ');

/** Epoch ms to an instant with Beijing's offset: 2017-10-14T00:00:00+08:00. */
export const beijingInstant = (at: number): string =>
  `${local(at)
    .slice(0, -1)
    .replace(/\.000$/, '')}+08:00`;

/** Epoch ms of a time of day (hh:mm) in Beijing. `date`: yyyy-mm-dd. */
export const beijingAt = (date: string, time: string): number => Date.parse(`${date}T${time}:00+08:00`);

const DAY_MS = 86_400_000;

/** Epoch ms of the next midnight in Beijing, when its day ends. */
export const beijingMidnightAfter = (at: number): number =>
  Math.floor((at + OFFSET_MS) / DAY_MS + 1) * DAY_MS - OFFSET_MS;
