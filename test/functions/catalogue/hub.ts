/** The catalogue over the sample city on real DynamoDB Local, called as the HTTP API calls it. */
import { calendars } from '#city/calendars/index.ts';
import { claims } from '#city/claims.ts';
import { clients, isSystem } from '#city/clients.ts';
import { clocks } from '#city/clocks.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { realEstateResources } from '#city/resources/real-estate.ts';
import { catalogueBodies } from '#functions/catalogue/bodies.ts';
import type { CatalogueDeps } from '#functions/catalogue/deps.ts';
import { catalogueEvents } from '#functions/catalogue/events.ts';
import { catalogueTimers } from '#functions/catalogue/timers.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { minuteOf } from '#functions/due/minute.ts';
import { takenStore } from '#functions/exchange/quota/taken.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { type IndexedSnapshot, indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { type PublishDeps, publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { statisticsStore } from '#functions/statistics/statistics.store.ts';
import { casesStore } from '#functions/supervision/cases.store.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { RegistryItem, Snapshot } from '#schemas/snapshot.ts';
import type { StoredStatistics } from '#schemas/statistics.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { caller } from '../http.ts';
import { memoryPublished, memoryRegistry } from './memory.ts';

export const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

/** What the provider's catalogue manager puts. */
export const grantInput = {
  consumer: 'health',
  resource: 'real-estate/title',
  resourceVersion: 1,
  purposes: [{ kind: 'matter', matter: 'catering-business-setup', legalBasis: '政务数据共享条例', ticket: true }],
  parties: [{ role: 'applicant', ground: '本人申请', level: 'fields' }],
  fields: ['/location', '/use'],
  from: '2026-01-01T00:00:00+08:00',
  until: '2026-12-01T00:00:00+08:00',
};
export const UNTIL = Date.parse(grantInput.until);

const city = [
  ...departments,
  ...officers,
  ...realEstateResources,
  ...clients.map((c) => (isSystem(c.id) ? { ...c, keys: [{ kty: 'EC' as const, kid: `${c.id}-1` }] } : c)),
];

const dated = [...calendars, ...clocks];
type Used = Awaited<ReturnType<CatalogueDeps['cases']['lately']>>[number];
type Stores = PublishDeps & Pick<CatalogueDeps, 'timers' | 'cases' | 'statistics' | 'taken'>;

/** What a test asks of the catalogue, whatever it stands on. */
const room = (stores: Stores, moment: { now: number; clock: number }) => {
  const snapshots = snapshotHolder(stores.published, () => moment.clock);
  const deps = { ...stores, snapshots, keys: async () => keys };
  return {
    ...deps,
    call: caller(api(catalogueRoutes, catalogueBodies(deps)), () => moment.now),
    events: catalogueEvents(deps),
  };
};

const views = ({ registry, published }: PublishDeps) => ({
  resource: (id: string): Promise<Resource | undefined> => registry.get('resource', id),
  grant: (id: string): Promise<Grant | undefined> => registry.get('grant', id),
  /** What every deciding function holds. */
  snapshot: async (): Promise<IndexedSnapshot> => indexSnapshot((await published.read(undefined)) as Snapshot),
  /** The grant as every deciding function will see it. */
  shown: async (id: string): Promise<Grant | undefined> =>
    ((await published.read(undefined)) as Snapshot).grants.find((grant) => grant.id === id),
});

const clockOf = () => {
  const moment = { now: NOW, clock: 0 };
  const pass = (ms: number): void => {
    moment.now += ms;
    moment.clock += ms;
  };
  return { moment, pass };
};

const fill = async (stores: Stores, items: readonly RegistryItem[]): Promise<void> => {
  for (let at = 0; at < items.length; at += 99) await stores.registry.putAll(items.slice(at, at + 99));
  await publishIfBehind(stores, NOW);
};

/** On real tables. With `crash`, every database call of the requests passes its boundaries; `healthy` calls never do. */
export const hub = async (crash?: CrashPoints, more: readonly RegistryItem[] = dated) => {
  const { names, client, endpoint } = await freshTables('registry', 'snapshots', 'due', 'uses', 'statistics', 'quotas');
  const { moment, pass } = clockOf();
  const on = (database: typeof client): Stores => ({
    registry: registryStore(database, names.registry),
    published: publishedStore(database, names.snapshots),
    timers: catalogueTimers(dueStore(database, names.due)),
    cases: casesStore(database, names.uses),
    statistics: statisticsStore(database, names.statistics),
    taken: takenStore(database, names.quotas),
  });
  const healthy = room(on(documentClient(endpoint)), moment);
  await fill(healthy, [...city, ...more, ...claims]);
  const counted = counting(client, crash);
  const due = dueStore(documentClient(endpoint), names.due);
  return {
    ...room(on(client), moment),
    ...views(healthy),
    healthy,
    counted,
    pass,
    /** Ids of the timers that stand at this moment. */
    timersAt: async (at: number): Promise<string[]> => {
      const minute = minuteOf(at);
      const marks = await due.marks(minute.slice(0, 10), minute);
      return (await Promise.all(marks.map((pk) => due.read(pk)))).flat().map(({ sk }) => sk);
    },
  };
};

/** Every call of a store or timer passes its two boundaries. */
const mortal = <T extends object>(store: T, crash: CrashPoints): T =>
  Object.fromEntries(Object.entries(store).map(([name, call]) => [name, crash.around(call as never)])) as T;

/** The same in memory: for the many questions of the rules, and for deaths at every boundary between them. */
export const quickHub = async (crash?: CrashPoints) => {
  const { moment, pass } = clockOf();
  const set: { id: string; dueAt: number }[] = [];
  const timers = catalogueTimers({ put: async (timer) => void set.push(timer) });
  const days: StoredStatistics[] = [];
  const statistics: CatalogueDeps['statistics'] = {
    days: async (id, from, until) =>
      days.filter(({ resource, period }) => resource === id && period >= from && period <= until),
  };
  const used: Used[] = [];
  const cases: CatalogueDeps['cases'] = {
    lately: async (grant, since, until) =>
      used.filter((one) => one.grant === grant && one.at >= since && one.at <= until),
  };
  const spent = new Map<string, number>();
  const taken: CatalogueDeps['taken'] = { today: async (of) => spent.get(of) ?? 0 };
  const stores: Stores = { registry: memoryRegistry(), published: memoryPublished(), timers, cases, statistics, taken };
  await fill(stores, [...city, ...dated, ...claims]);
  const healthy = room(stores, moment);
  const mine = crash
    ? room(
        {
          registry: mortal(stores.registry, crash),
          published: mortal(stores.published, crash),
          timers: mortal(timers, crash),
          cases,
          statistics,
          taken,
        },
        moment,
      )
    : healthy;
  const timersAt = async (at: number) => [
    ...new Set(set.filter(({ dueAt }) => dueAt === at).map(({ id }) => `catalogue#${id}`)),
  ];
  return { ...mine, ...views(healthy), healthy, pass, timersAt, used, days, spent };
};
