/** The events room over real DynamoDB Local, its queue and timers in memory, with a time that jumps to whatever is due next. */

import { creditCode } from '#city/generate/codes.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { eventsBodies } from '#functions/events/bodies.ts';
import { deliverTo } from '#functions/events/deliver.ts';
import { eventsInbox } from '#functions/events/inbox.ts';
import { pingEndpoint } from '#functions/events/ping.ts';
import { relayEvents } from '#functions/events/relay.ts';
import { eventTables } from '#functions/events/tables.store.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { type Endpoints, endpoints } from '#infra/local/scenarios/endpoints.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import type { Envelope } from '#schemas/event.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Publish } from '#schemas/published.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import type { Subscribe } from '#schemas/subscription.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, type FreshTables, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { keys } from '../exchange/world.ts';
import { type Answer, caller } from '../http.ts';

export const NOW = Date.parse('2026-11-20T10:00:00+08:00');
export const LICENCE = 'market-supervision/licence';
/** Invented firms, as many as a test needs. */
export const firm = (n: number): string => creditCode('91', '330784', `MA9${String(n).padStart(5, '0')}`);
export const [FIRM, OTHER_FIRM] = [firm(1), firm(2)] as const;
export const HOOK = 'https://events.fire.example/onetrip';

const city = { resources: [...resources], grants: [...grants] };
/** The city's snapshot, its grants changed as a test says. */
export const withGrants = (change: (grant: Grant) => Grant): Partial<Snapshot> => ({
  ...city,
  grants: city.grants.map(change),
});

export const changed = (over: Partial<Publish> = {}): Publish => ({
  type: 'licence.changed',
  subject: FIRM,
  occurredAt: '2026-11-20T09:58:00+08:00',
  data: {
    firm: over.subject ?? FIRM,
    name: '永康市王记餐饮有限公司',
    representative: '王强',
    address: '浙江省永康市东城街道',
    state: '存续',
  },
  hops: [],
  ...over,
});

export const wanted = (over: Partial<Subscribe> = {}): Subscribe => ({
  resource: LICENCE,
  purpose: { kind: 'standing', code: 'fire-supervision' },
  party: { role: 'applicant' },
  fields: ['/firm', '/name', '/address', '/state', '/representative'],
  target: { kind: 'webhook', url: HOOK },
  ...over,
});

export interface Waiting {
  readonly at: number;
  readonly envelope: Envelope;
}

export interface WorldOptions {
  readonly crash?: CrashPoints;
  readonly node?: string;
  /** What an earlier life left behind. */
  readonly left?: Left;
}
export interface Left {
  readonly fresh: FreshTables<'events' | 'subscriptions' | 'exchanges'>;
  readonly hooks: Endpoints;
  readonly waiting: Waiting[];
}

export const world = async ({ crash, node = '330784', left }: WorldOptions = {}) => {
  const fresh = left?.fresh ?? (await freshTables('events', 'subscriptions', 'exchanges'));
  const { names, endpoint } = fresh;
  const client = documentClient(endpoint);
  const counted = counting(client, crash);
  let now = NOW;
  let snapshot = indexSnapshot(citySnapshot(city));
  const waiting = left?.waiting ?? [];
  let wall = 0;

  const queue: Queue = {
    send: async (envelopes, delaySeconds = 0) => {
      crash?.pass();
      waiting.push(...envelopes.map((envelope) => ({ at: now + delaySeconds * 1000, envelope })));
      return new Set();
    },
  };
  const timers = {
    put: async ({ id, dueAt, type, data }: { id: string; dueAt: number; type: string; data: unknown }) => {
      crash?.pass();
      const envelope: Envelope = { v: 1, id: `events#${id}@${dueAt}`, type, at: dueAt, data };
      // The due table fires at the next full minute.
      waiting.push({ at: Math.ceil(dueAt / 60_000) * 60_000, envelope });
    },
  };
  const hooks = left?.hooks ?? endpoints(() => now);
  const deps = {
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    records: recordsStore(client, names.exchanges),
    instance: newInstance(),
    ...eventTables(client, names.events, names.subscriptions),
    queue,
    node,
    networks: [],
    clock: () => 0,
    timers,
    webhook: { post: crash ? crash.around(hooks.webhook.post) : hooks.webhook.post },
    wall: () => Date.now() + wall,
    random: () => 0.5,
    enoughTime: () => true,
  };
  const inbox = eventsInbox({ ...deps, deliver: deliverTo(deps), ping: pingEndpoint(deps) });
  const call = caller(api((await import('#schemas/routes/events.ts')).eventsRoutes, eventsBodies(deps)), () => now);

  /** What the stream hands to the relay, once for each event. */
  const relayed = new Map<string, number>();
  const relay = async (resource = LICENCE): Promise<void> => {
    const from = relayed.get(resource) ?? 0;
    const events = await deps.log.page(resource, from, 100);
    if (events === 'gone' || events.length === 0) return;
    relayed.set(resource, events.at(-1)?.number ?? from);
    const image = (event: object) => streamRecord('1', { ...event, pk: `log#${resource}`, sk: '1' });
    await relayEvents(events.map(image), deps);
  };

  /** Takes messages in the order in which they are due, until none is due before `until`. A dead life's message comes again. */
  const run = async (until = now): Promise<void> => {
    for (;;) {
      waiting.sort((a, b) => a.at - b.at);
      const [next] = waiting;
      if (!next || next.at > until) break;
      now = Math.max(now, next.at);
      await inbox(next.envelope, Math.max(next.envelope.at, now));
      waiting.splice(waiting.indexOf(next), 1);
    }
    now = Math.max(now, until);
  };

  let made = 0;
  const post = (
    path: string,
    as: string,
    body: unknown,
    params?: Record<string, string>,
    key?: string,
  ): Promise<Answer> => {
    made += 1;
    const headers = { 'idempotency-key': key ?? `key-${made}` };
    return call(`POST ${path}`, { as, body, headers, ...(params ? { params } : {}) });
  };
  const publish = async (event: Publish = changed(), key?: string) => {
    const params = { department: 'market-supervision', resource: 'licence' };
    const path = '/v1/events/{department}/{resource}';
    const answer = await post(path, 'market-supervision-system', event, params, key);
    if (answer.status === 202) await relay();
    return answer;
  };
  const subscribe = async (over: Partial<Subscribe> = {}, as = 'fire-system') => {
    const answer = await post('/v1/subscriptions', as, wanted(over));
    const { target } = wanted(over);
    if (target.kind === 'webhook' && answer.body.secret) hooks.know(target.url, answer.body.secret);
    return answer;
  };
  return {
    deps,
    call,
    post,
    counted,
    hooks,
    fresh,
    waiting,
    publish,
    relay,
    subscribe,
    run,
    inbox,
    get now() {
      return now;
    },
    advance: (ms: number) => {
      now += ms;
    },
    /** Leases that others hold run out. */
    leasesEnd: () => {
      wall += 60_000;
    },
    setSnapshot: (change: Partial<Snapshot>) => {
      snapshot = indexSnapshot(citySnapshot({ ...city, ...change }));
    },
    get: async (id: string, as = 'fire-system') =>
      (await call('GET /v1/subscriptions/{subscription}', { as, params: { subscription: id } })).body,
    deliveries: async (id: string, state?: string, as = 'fire-system') =>
      (
        await call('GET /v1/subscriptions/{subscription}/deliveries', {
          as,
          params: { subscription: id },
          query: { limit: '100', ...(state ? { state } : {}) },
        })
      ).body.items,
  };
};
export type World = Awaited<ReturnType<typeof world>>;
