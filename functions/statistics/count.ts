/** From lines to counts, and from counts to figures. Pure: the same lines come to the same counts, in whatever order they come. */
import { ACTS, type ExchangeLine } from '#schemas/exchange.ts';
import type { Resource } from '#schemas/resource.ts';
import type { Counted, Statistics, StoredStatistics } from '#schemas/statistics.ts';

const EXACT = 128;

/** From 128 ms on only seven significant bits are kept: under a hundredth off, and a month adds up from its days. */
const rounded = (ms: number): number => {
  if (ms < EXACT) return ms;
  const unit = 2 ** (Math.floor(Math.log2(ms)) - 6);
  return Math.floor(ms / unit) * unit;
};

const USING: readonly ExchangeLine['kind'][] = ['exchange', 'pull', 'copy'];

const sorted = <K extends string>(counts: ReadonlyMap<K, number>): Record<K, number> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))) as Record<K, number>;

const upward = (ms: ReadonlyMap<number, number>): Counted['ms'] =>
  [...ms].map(([value, times]): [number, number] => [value, times]).sort(([a], [b]) => a - b);

const more = <K>(counts: Map<K, number>, key: K, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by);

export interface Counter {
  add(line: ExchangeLine): void;
  counted(): Counted;
}

/** Of one resource and one day. A line is added once: the projection holds each once. */
export const counter = (): Counter => {
  let [asked, found] = [0, 0];
  const kinds = new Map<ExchangeLine['kind'], number>();
  const [consumers, purposes] = [new Map<string, number>(), new Map<string, number>()];
  const ms = new Map<number, number>();
  const used = new Set<string>();
  return {
    add: (line) => {
      more(kinds, line.kind);
      if (ACTS.includes(line.kind)) return;
      asked += 1;
      more(consumers, line.consumer);
      more(purposes, line.matter ?? line.standing ?? '-');
      if (line.kind === 'exchange') more(ms, rounded(line.ms));
      if (!line.found) return;
      found += 1;
      if (line.repeatOf === undefined && USING.includes(line.kind))
        used.add(line.case === undefined ? `line ${line.id}` : `case ${line.case}`);
    },
    counted: () => ({
      asked,
      found,
      byKind: sorted(kinds),
      byConsumer: sorted(consumers),
      byPurpose: sorted(purposes),
      used: used.size,
      ms: upward(ms),
    }),
  };
};

const added = <K extends string>(parts: readonly Partial<Record<K, number>>[]): Record<K, number> => {
  const sums = new Map<K, number>();
  for (const part of parts) for (const [key, by] of Object.entries(part) as [K, number][]) more(sums, key, by);
  return sorted(sums);
};

/** Days to a longer time. */
export const sum = (days: readonly Counted[]): Counted => {
  const of = (member: 'asked' | 'found' | 'used') => days.reduce((all, day) => all + day[member], 0);
  const ms = new Map<number, number>();
  for (const [value, times] of days.flatMap((day) => day.ms)) more(ms, value, times);
  return {
    asked: of('asked'),
    found: of('found'),
    byKind: added(days.map(({ byKind }) => byKind)),
    byConsumer: added(days.map(({ byConsumer }) => byConsumer)),
    byPurpose: added(days.map(({ byPurpose }) => byPurpose)),
    used: of('used'),
    ms: upward(ms),
  };
};

/** Nearest rank: the smallest value that so large a share of all does not exceed. */
const rank = (ms: Counted['ms'], share: number): number => {
  const total = ms.reduce((all, [, times]) => all + times, 0);
  const wanted = Math.ceil(total * share);
  let seen = 0;
  for (const [value, times] of ms) {
    seen += times;
    if (seen >= wanted) return value;
  }
  return 0;
};

/** `resource`: as today's catalogue has it; absent when it is gone. */
export const figures = (
  { resource: id, provider, period, counted }: Omit<StoredStatistics, 'v'>,
  resource: Pick<Resource, 'name' | 'replaces'> | undefined,
): Statistics => {
  const { used, ms, ...counts } = counted;
  const papers = (resource?.replaces ?? []).map((name) => ({ name, times: used }));
  return {
    resource: id,
    name: resource?.name ?? { zh: id, en: id },
    provider,
    period,
    ...counts,
    notFound: counts.asked - counts.found,
    ...(ms.length > 0 ? { ms: { median: rank(ms, 0.5), p95: rank(ms, 0.95) } } : {}),
    papers,
    copiesNotBrought: papers.reduce((all, { times }) => all + times, 0),
  };
};
