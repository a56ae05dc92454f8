/** Statistics and coverage, as they are read: by whoever reads the catalogue, for they say what departments do and nothing of anybody. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { statisticsRoutes } from '#schemas/routes/statistics.ts';
import type { Freshness, Statistics, StatisticsProgress, StoredStatistics } from '#schemas/statistics.ts';
import { figures, sum } from './count.ts';
import { coverage } from './coverage.ts';
import { table } from './csv.ts';
import type { StatisticsStore } from './statistics.store.ts';

type Routes = typeof statisticsRoutes;

export interface StatisticsDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly statistics: Pick<StatisticsStore, 'days' | 'month'>;
  readonly progress: { read(): Promise<StatisticsProgress | undefined> };
  readonly completeUntil: () => Promise<number | undefined>;
}

const MOST_DAYS = 366;
const PAGE = 100;

const freshness = async ({ progress, completeUntil }: StatisticsDeps): Promise<Freshness> => {
  const [counted, complete] = await Promise.all([progress.read(), completeUntil()]);
  return {
    ...(counted ? { through: counted.through } : {}),
    ...(complete === undefined ? {} : { completeUntil: new Date(complete).toISOString() }),
  };
};

const shown =
  (snapshot: IndexedSnapshot) =>
  (stored: Omit<StoredStatistics, 'v'>): Statistics =>
    figures(stored, snapshot.resource(stored.resource));

const ofDepartment =
  (department: string | undefined) =>
  ({ provider }: StoredStatistics): boolean =>
    department === undefined || provider === department;

export const listStatistics =
  (deps: StatisticsDeps): Body<Routes['listStatistics']> =>
  async ({ caller, query }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const { limit, cursor, ...filter } = query;
    const { cursor: key } = await deps.keys();
    const bound = { statistics: filter };
    const reader = readerOf(caller);
    let after = cursor === undefined ? undefined : String(openCursor(key, reader, bound, cursor));
    const items: StoredStatistics[] = [];
    do {
      const page = await deps.statistics.month(filter.month, limit - items.length, after);
      items.push(...page.items.filter(ofDepartment(filter.department)));
      after = page.next;
    } while (after !== undefined && items.length < limit);
    return {
      body: {
        items: items.map(shown(snapshot)),
        ...(after === undefined ? {} : { next: sealCursor(key, reader, bound, after) }),
        freshness: await freshness(deps),
      },
    };
  };

export const getStatistics =
  (deps: StatisticsDeps): Body<Routes['getStatistics']> =>
  async ({ caller, params, query: { from, until } }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const span = (Date.parse(until) - Date.parse(from)) / 86_400_000;
    if (!(span >= 0 && span < MOST_DAYS))
      throw problem('invalid-request', { errors: [{ field: '/query/until', rule: 'within-366-days' }] });
    const id = `${params.department}/${params.resource}`;
    const days = await deps.statistics.days(id, from, until);
    const resource = snapshot.resource(id);
    const provider = days[0]?.provider ?? resource?.department;
    // What nobody was ever asked and nobody declares is not there.
    if (provider === undefined) throw problem('not-found');
    const all = { resource: id, provider, period: `${from}/${until}`, counted: sum(days.map((day) => day.counted)) };
    return {
      body: { days: days.map(shown(snapshot)), total: shown(snapshot)(all), freshness: await freshness(deps) },
    };
  };

export const exportStatistics =
  (deps: StatisticsDeps): Body<Routes['exportStatistics']> =>
  async ({ caller, query: { month, department } }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const items: StoredStatistics[] = [];
    let after: string | undefined;
    do {
      const page = await deps.statistics.month(month, PAGE, after);
      items.push(...page.items.filter(ofDepartment(department)));
      after = page.next;
    } while (after !== undefined);
    const { through } = await freshness(deps);
    const name = `statistics-${month}${through?.startsWith(month) ? `-through-${through}` : ''}.csv`;
    return {
      body: table(items.map(shown(snapshot))),
      headers: { 'content-disposition': `attachment; filename="${name}"` },
    };
  };

export const listCoverage =
  (deps: StatisticsDeps): Body<Routes['listCoverage']> =>
  async ({ caller }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const items = coverage(snapshot.raw);
    const of = (member: 'joined' | 'known') => items.reduce((all, one) => all + one[member], 0);
    return { body: { items, joined: of('joined'), known: of('known') } };
  };
