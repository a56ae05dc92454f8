/** Thresholds for a city that has set none of its own: a window officer sees some fifty people a day, a department's system some thousands. */
import { Threshold } from '#schemas/threshold.ts';

const FROM = '2026-01-01T00:00:00+08:00';

const threshold = (id: string, rest: Pick<Threshold, 'watch' | 'pattern' | 'distinct' | 'minutes'>): Threshold =>
  Threshold.parse({ v: 1, revision: 1, kind: 'threshold', id, from: FROM, ...rest });

export const DEFAULTS: readonly Threshold[] = [
  threshold('officer-hour', { watch: 'officer', pattern: 'many', distinct: 60, minutes: 60 }),
  threshold('officer-day', { watch: 'officer', pattern: 'many', distinct: 240, minutes: 1440 }),
  threshold('officer-sequence', { watch: 'officer', pattern: 'sequence', distinct: 6, minutes: 1440 }),
  threshold('client-hour', { watch: 'client', pattern: 'many', distinct: 3_000, minutes: 60 }),
  threshold('client-day', { watch: 'client', pattern: 'many', distinct: 20_000, minutes: 1440 }),
  threshold('client-sequence', { watch: 'client', pattern: 'sequence', distinct: 12, minutes: 1440 }),
  threshold('grant-day', { watch: 'grant', pattern: 'many', distinct: 20_000, minutes: 1440 }),
];
