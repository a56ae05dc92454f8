/** The statistics, computed a second time by other means: from the records themselves, as anybody who holds them could. */
import type { ExchangeRecord } from '#schemas/exchange.ts';

const beijingDay = (at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at);

const counts = (values: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
};

/** Seven significant bits, by way of the binary digits. */
const rough = (ms: number): number => {
  const bits = ms.toString(2);
  return Number.parseInt(bits.slice(0, 7) + '0'.repeat(Math.max(0, bits.length - 7)), 2);
};
const nearest = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? Number.NaN;

/** Of one resource, over the days from `from` to `until`, both counted. */
export const recomputed = (records: readonly ExchangeRecord[], resource: string, from: string, until: string) => {
  const all = records.filter(
    (one) => one.resource === resource && beijingDay(one.at) >= from && beijingDay(one.at) <= until,
  );
  const asked = all.filter(({ kind }) => kind !== 'issue' && kind !== 'operation');
  const found = asked.filter((one) => one.found).length;
  const times = asked.filter(({ kind }) => kind === 'exchange').map(({ ms }) => rough(ms));
  const uses = asked.filter((one) => one.found && !one.repeatOf && /^(exchange|pull|copy)$/.test(one.kind));
  return {
    asked: asked.length,
    found,
    notFound: asked.length - found,
    byKind: counts(all.map(({ kind }) => kind)),
    byConsumer: counts(asked.map(({ consumer }) => consumer)),
    byPurpose: counts(asked.map(({ matter, standing }) => matter ?? standing ?? '-')),
    ms: times.length > 0 ? { median: nearest(times, 50), p95: nearest(times, 95) } : undefined,
    used: new Set(uses.map((one) => `${beijingDay(one.at)} ${one.case ?? one.id}`)).size,
  };
};
