/** Two hubs in one process: the events room of Jinhua 330700 as it is, and what comes down of it into tables of Yongkang 330784. */
import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { resources } from '#city/resources/index.ts';
import { hubRefusal } from '#functions/departments/protocols/hub-refusals.ts';
import { copiesStore } from '#functions/departments/protocols/upper/copies.store.ts';
import { type ReturnDeps, returnFlow } from '#functions/departments/protocols/upper/return.ts';
import { returnsStore } from '#functions/departments/protocols/upper/returns.store.ts';
import type { ReturnedResource } from '#functions/departments/protocols/upper/take-returned.ts';
import { type HubPort, upperHub } from '#functions/departments/protocols/upper/upper-hub.ts';
import { eventTables } from '#functions/events/tables.store.ts';
import { problem } from '#functions/kernel/problem.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { StoredEvent } from '#schemas/published.ts';
import type { Resource } from '#schemas/resource.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '#test/functions/city-snapshot.ts';
import { changed, LICENCE, type World, world } from '#test/functions/events/world.ts';
import { keys } from '#test/functions/exchange/world.ts';

/** A run that is not the first of its hour. */
export const NOON = Date.parse('2026-11-20T12:30:00+08:00');

const licence = resources.find(({ id }) => id === LICENCE) as Resource;
type Mapped = Omit<ReturnedResource, 'resource'>;

const RETURNED: Mapped = {
  upper: LICENCE,
  upperVersion: 1,
  purpose: 'fire-supervision',
  party: 'applicant',
  fields: ['/firm', '/name', '/address', '/state'],
  data: (record) => {
    if (typeof record !== 'object' || record === null) throw problem('department-answer-invalid', { cause: 'no-data' });
    return record as Record<string, unknown>;
  },
  copy: ({ state }) => [String(state)],
  endedBy: 'licence.ended',
};

type Alter = (path: string, answer: unknown) => unknown;

/** The hub above over its own handlers, as the client that speaks for us there. */
const portTo = (above: World, alter: Alter): HubPort => ({
  call: async ({ method, path, query = {}, body, headers = {} }) => {
    const [, subscription = '', last] = /^\/v1\/subscriptions\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const route = last ? `${method} /v1/subscriptions/{subscription}/${last}` : `${method} ${path}`;
    const params = last ? { params: { subscription } } : {};
    const { status, body: said } = await above.call(route, { as: 'fire-system', query, body, headers, ...params });
    if (status >= 300) throw hubRefusal({ status, retryAfter: undefined, body: said });
    return alter(path, said);
  },
});

let [tables, made]: [ReturnType<typeof freshTables<'events' | 'upper'>> | undefined, number] = [undefined, 0];

/** Our side of it: a resource of its own each time, in tables that all share. */
const below = async (above: (alter: Alter) => HubPort) => {
  tables ??= freshTables('events', 'upper');
  made += 1;
  const ours: Resource = { ...licence, id: `jinhua/licence-${made}`, department: 'jinhua' };
  const id = ours.id;
  const { names, endpoint, client } = await tables;
  const snapshotOf = (one: Resource) => indexSnapshot(citySnapshot({ resources: [one] }));
  let [snapshot, alter]: [ReturnType<typeof snapshotOf>, Alter] = [snapshotOf(ours), (_path, answer) => answer];
  const port = above((path, answer) => alter(path, answer));

  const deps = (crash?: CrashPoints): ReturnDeps => {
    const mine = crash ? documentClient(endpoint) : client;
    if (crash) counting(mine, crash);
    return {
      snapshots: { current: async () => snapshot },
      keys: async () => keys,
      log: eventTables(mine, names.events, '').log,
      node: '330784',
      returns: returnsStore(mine, names.upper),
      copies: copiesStore(mine, names.upper, async () => keys),
      hub: upperHub(crash ? { call: crash.around(port.call) } : port),
      clock: () => 0,
      page: 2,
      runMs: 1,
    };
  };
  const calm = deps();
  /** What stands in our log, from its first number to its last. */
  const events = async (): Promise<StoredEvent[]> => {
    const found = await calm.log.page(id, 0, 100);
    if (found === 'gone') throw new Error('events are gone');
    return found;
  };
  return {
    ours,
    id,
    events,
    kept: async () => (await client.send(new ScanCommand({ TableName: names.upper }))).Items ?? [],
    returns: calm.returns,
    copies: calm.copies,
    run: (now = NOON, crash?: CrashPoints) => returnFlow({ ...RETURNED, resource: id }, deps(crash))(now),
    /** What the hub above says is changed on its way. */
    meddle: (next: Alter) => {
      alter = next;
    },
    declare: (next: Resource) => {
      snapshot = snapshotOf(next);
    },
  };
};
export type Below = Awaited<ReturnType<typeof below>>;

let room: Promise<World> | undefined;

/** Above stands a real events room, the same for all; `base`: the last number of its log when this side began. */
export const twoHubs = async () => {
  room ??= world({ node: '330700' });
  const upper = await room;
  const hubs = await below((alter) => portTo(upper, alter));
  const base = await upper.deps.log.last(LICENCE);
  const subscriptionOf = async () => upper.get((await hubs.returns.get(hubs.id))?.subscription ?? '');
  return { ...hubs, upper, base, subscriptionOf };
};

/** Above stands a list of what was told, for what needs no more. */
export const listAbove = async () => {
  const [told, receipts]: [object[], number[]] = [[], []];
  const subscription = randomUUID();
  const hub = await below((alter) => ({
    call: async ({ path, query = {}, body }) => {
      if (path === '/v1/subscriptions') return { id: subscription, after: 0 };
      if (path.endsWith('/receipts')) return receipts.push((body as { upTo: number }).upTo);
      const [after, limit] = [Number(query.after), Number(query.limit)];
      const items = told.slice(after, after + limit);
      return alter(path, { items, upTo: after + items.length, more: after + limit < told.length });
    },
  }));
  const tell = (...subjects: readonly string[]): void => {
    for (const subject of subjects) {
      const { type, occurredAt, data } = changed({ subject });
      const origin = { node: '330700', event: randomUUID() };
      const about = { number: told.length + 1, resource: LICENCE, resourceVersion: 1, origin, hops: ['330700'] };
      told.push({ type, timestamp: occurredAt, data: { ...about, record: data } });
    }
  };
  return { ...hub, tell, receipts };
};
