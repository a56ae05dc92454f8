/** Alerts as supervisors read and close them. */
import { beforeAll, expect, test } from 'vitest';
import { alertLifecycle } from '#functions/alerts/alert-lifecycle.ts';
import { alertsStore } from '#functions/alerts/alerts.store.ts';
import { acknowledgeAlert, dismissAlert, getAlert, listAlerts } from '#functions/alerts/alerts.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { uuidOf } from '#functions/kernel/digest.ts';
import { type Alert, StoredAlert } from '#schemas/alert.ts';
import { alertsRoutes } from '#schemas/routes/alerts.ts';
import { freshTables } from '#test/engines/tables.ts';
import { caller } from '../http.ts';
import { keys, MORNING, snapshotOf } from './world.ts';

const alertOf = (n: number, change: Partial<StoredAlert> = {}): StoredAlert =>
  StoredAlert.parse({
    v: 1,
    id: uuidOf(Buffer.from(`alert ${n}`.padEnd(32)).toString('base64url')),
    revision: 1,
    state: 'raised',
    threshold: 'officer-hour',
    watch: 'officer',
    who: 'officer-hu-min',
    pattern: 'many',
    department: 'market-supervision',
    grant: 'market-premises',
    distinct: 60,
    minutes: 60,
    since: MORNING,
    at: MORNING + n,
    ...change,
  });

let call: ReturnType<typeof caller>;
let store: ReturnType<typeof alertsStore>;
const AUTHORITY = 'data-authority-system';
beforeAll(async () => {
  const { names, client } = await freshTables('alerts');
  store = alertsStore(client, names.alerts);
  const snapshot = snapshotOf();
  const deps = { snapshots: { current: async () => snapshot }, alerts: store, keys: async () => keys };
  const bodies = {
    listAlerts: listAlerts(deps),
    getAlert: getAlert(deps),
    acknowledgeAlert: acknowledgeAlert(deps),
    dismissAlert: dismissAlert(deps),
  };
  call = caller(api(alertsRoutes, bodies), () => MORNING);
  for (const n of [1, 2, 3]) await store.raise(alertOf(n));
  await store.raise(alertOf(4, { department: 'housing', watch: 'client', who: 'housing-system' }));
});

const list = async (as: string, query: Record<string, string> = {}) => call('GET /v1/alerts', { as, query });
const ids = (answer: Awaited<ReturnType<typeof list>>): string[] => (answer.body.items as Alert[]).map(({ id }) => id);
const params = (n: number) => ({ alert: alertOf(n).id });

test('the data authority lists all, newest first and by page; a department its own; others are forbidden or unknown', async () => {
  const all = [4, 3, 2, 1].map((n) => alertOf(n).id);
  expect(ids(await list(AUTHORITY))).toEqual(all);
  const first = await list(AUTHORITY, { limit: '3' });
  expect(ids(first)).toEqual(all.slice(0, 3));
  expect(ids(await list(AUTHORITY, { limit: '3', cursor: first.body.next }))).toEqual(all.slice(3));
  expect(ids(await list(AUTHORITY, { department: 'housing' }))).toEqual([all[0]]);
  expect(ids(await list('housing-system'))).toEqual([all[0]]);
  expect(await list('housing-system', { department: 'market-supervision' })).toMatchObject({
    status: 403,
    body: { denial: { rule: 'other-department' } },
  });
  expect((await call('GET /v1/alerts/{alert}', { as: 'housing-system', params: params(1) })).status).toBe(404);
});

test('an alert is taken up, then closed with its reason; said again, it stays as it was said first', async () => {
  const acknowledge = () => call('POST /v1/alerts/{alert}/acknowledgement', { as: AUTHORITY, params: params(2) });
  const dismiss = (reason: string) =>
    call('POST /v1/alerts/{alert}/dismissal', { as: AUTHORITY, params: params(2), body: { reason } });
  const taken = await acknowledge();
  expect(taken.body).toMatchObject({ state: 'acknowledged', revision: 2, acknowledged: { by: AUTHORITY } });
  expect((await acknowledge()).body).toEqual(taken.body);
  expect((await dismiss('x')).status).toBe(400);
  const closed = await dismiss('专项核查，已报备');
  expect(closed.body).toMatchObject({ state: 'dismissed', dismissed: { reason: '专项核查，已报备' } });
  expect((await dismiss('别的')).body).toEqual(closed.body);
  expect(await acknowledge()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(ids(await list(AUTHORITY))).toEqual([4, 3, 1].map((n) => alertOf(n).id));
  expect(ids(await list(AUTHORITY, { state: 'dismissed' }))).toEqual([alertOf(2).id]);
  expect(ids(await list(AUTHORITY, { state: 'acknowledged' }))).toEqual([]);
  // Who raises it again finds it closed.
  expect((await store.raise(alertOf(2))).state).toBe('dismissed');
});

test('nobody handles what is said of himself', async () => {
  for (const route of ['acknowledgement', 'dismissal']) {
    const body = route === 'dismissal' ? { body: { reason: '没有问题' } } : {};
    const answer = await call(`POST /v1/alerts/{alert}/${route}`, { as: 'housing-system', params: params(4), ...body });
    expect(answer).toMatchObject({ status: 403, body: { denial: { rule: 'about-oneself' } } });
  }
});

test('two at once: one is told that the other was faster', async () => {
  const before = (await store.get(alertOf(3).id))!;
  const next = { ...before, state: 'acknowledged' as const, revision: 2 };
  const outcomes = await Promise.all([store.change(before, next), store.change(before, next)]);
  expect(outcomes.toSorted()).toEqual(['done', 'stale']);
});

test('the lifecycle', () => {
  expect(Object.entries(alertLifecycle.events).map(([name, { moves }]) => [name, moves])).toEqual([
    ['acknowledge', { raised: 'acknowledged', acknowledged: 'acknowledged' }],
    ['dismiss', { raised: 'dismissed', acknowledged: 'dismissed', dismissed: 'dismissed' }],
  ]);
});
