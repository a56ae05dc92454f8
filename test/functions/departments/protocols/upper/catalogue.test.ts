/** 目录同步: the catalogue above is kept as it is, one write for one change, and what should be looked at is said once; shown by pages, moved by the authority alone. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { upperResources } from '#city/upper/resources.ts';
import { MAPPED } from '#functions/departments/jinhua/resources.ts';
import { SENT_DOWN } from '#functions/departments/jinhua/sent-down.ts';
import { upperBodies } from '#functions/departments/protocols/upper/bodies.ts';
import {
  type UpperCatalogueStore,
  upperCatalogueStore,
} from '#functions/departments/protocols/upper/catalogue.store.ts';
import { isCatalogueDue, readCatalogue } from '#functions/departments/protocols/upper/catalogue.ts';
import { comeDown } from '#functions/departments/protocols/upper/down.ts';
import { mappings } from '#functions/departments/protocols/upper/mappings.ts';
import { type ReturnsStore, returnsStore } from '#functions/departments/protocols/upper/returns.store.ts';
import { upperHub } from '#functions/departments/protocols/upper/upper-hub.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { problem } from '#functions/kernel/problem.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { Resource } from '#schemas/resource.ts';
import { upperRoutes } from '#schemas/routes/upper.ts';
import type { StoredReturn, UpperResource } from '#schemas/upper.ts';
import { type Counting, counting } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '#test/functions/city-snapshot.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { keys } from '#test/functions/exchange/world.ts';
import { type Call, caller } from '#test/functions/http.ts';

const NOW = Date.parse('2026-11-20T10:00:00+08:00');
const HOUR = 3_600_000;
const MAPPINGS = mappings('jinhua', MAPPED, SENT_DOWN, {});
const [CONTRACT, TAX] = upperResources as readonly [Resource, Resource];
const lines = keepLines();

let [offered, failing]: [readonly object[], string | undefined] = [[], undefined];
let [store, returns, call, counted] = [] as unknown as [UpperCatalogueStore, ReturnsStore, Call, Counting];
/** Two resources a page; a version is looked for among what is offered. */
const hub = upperHub({
  call: async ({ path, query = {} }) => {
    const at = Number(query.cursor ?? 0);
    if (failing !== undefined && `${path} ${at}` === failing) throw problem('department-unavailable');
    const [, id, version] = /^\/v1\/resources\/(.+)\/versions\/(\d+)$/.exec(path) ?? [];
    if (id === undefined)
      return { items: offered.slice(at, at + 2), ...(at + 2 < offered.length ? { next: String(at + 2) } : {}) };
    const found = (offered as Resource[]).find((one) => one.id === id && one.version === Number(version));
    if (!found) throw problem('department-refused', { cause: 'hub-unknown' });
    return found;
  },
});
const snapshot = indexSnapshot(citySnapshot({ resources: [...resources] }));
const snapshots = { current: async () => snapshot };
const deps = () => ({ snapshots, catalogue: store, hub });
const read = (now = NOW) => readCatalogue(deps(), 'jinhua', MAPPINGS, now);
const writes = (): number => counted.calls.PutItem ?? 0;
const other = (n: number): Resource => ({ ...CONTRACT, id: `housing/other-${n}` });
const list = async (query: Record<string, string> = {}) => {
  const answer = await call('GET /v1/upper/{department}/resources', {
    as: 'housing-system',
    params: { department: 'jinhua' },
    query,
  });
  expect(answer.status).toBe(200);
  return answer.body as { items: UpperResource[]; next?: string; checkedAt?: string };
};
const findings = async () => (await list({ findings: 'true' })).items.map(({ id, findings: [first] }) => [id, first]);

beforeAll(async () => {
  const { names, endpoint } = await freshTables('upper');
  const client = documentClient(endpoint);
  counted = counting(client);
  store = upperCatalogueStore(client, names.upper);
  returns = returnsStore(client, names.upper);
  const bodies = upperBodies({ snapshots, keys: async () => keys, catalogue: store, returns, uppers: ['jinhua'] });
  call = caller(api(upperRoutes, bodies), () => NOW);
});
beforeEach(async () => {
  [offered, failing] = [[CONTRACT, TAX, other(1)], undefined];
  await read();
  counted.reset();
});

test('what is offered is kept with what of it is mapped; read again it writes nothing, and a change is one write', async () => {
  const { items, checkedAt } = await list();
  expect(checkedAt).toBe(new Date(NOW).toISOString());
  expect(items.map(({ id, mapped, findings: found }) => [id, mapped?.resource, found])).toEqual([
    ['housing/contract-filing', 'jinhua/house-contract', []],
    ['housing/other-1', undefined, []],
    ['taxation/tax-certificate', 'jinhua/deed-tax', []],
  ]);
  expect(await read(NOW + HOUR)).toBe(0);
  expect(writes()).toBe(0);
  offered = [CONTRACT, TAX, { ...other(1), name: { zh: '改名', en: 'Renamed' } }];
  expect(await read(NOW + 2 * HOUR)).toBe(1);
  expect(writes()).toBe(1);
  expect((await list()).items[1]).toMatchObject({
    name: { en: 'Renamed' },
    changedAt: new Date(NOW + 2 * HOUR).toISOString(),
  });
  expect(lines()).not.toContain('upper-changed');
});

const without = (pointer: string) => CONTRACT.fields.filter((field) => field.pointer !== pointer);
const retyped = CONTRACT.fields.map((field) => (field.pointer === '/state' ? { ...field, type: 'integer' } : field));
test.each<[string, Partial<Resource> | undefined, string, string?]>([
  ['gone', undefined, 'gone'],
  ['withdrawn', { state: 'withdrawn' }, 'withdrawn'],
  ['deprecated', { state: 'deprecated', ends: '2027-03-01T00:00:00+08:00' }, 'deprecated'],
  ['suspended', { suspended: { since: '2026-11-20T01:00:00Z', reason: '核查', by: 'officer-a' } }, 'suspended'],
  ['a leaf less, under our name of it', { fields: without('/contractNumber') }, 'leaf-removed', '/contract'],
  ['a leaf of another type', { fields: retyped as Resource['fields'] }, 'leaf-type-changed', '/state'],
  ['shared less', { sharing: 'withheld' }, 'sharing-narrowed', '/sharing'],
  ['asked later', { asked: 'later' }, 'asked-changed', '/asked'],
  ['about somebody else', { subject: { request: '/agent', answer: '/party' } }, 'subject-moved', '/subject/request'],
])('%s: the owner finds it, and it is said once', async (_what, change, rule, field) => {
  offered = [...(change ? [{ ...CONTRACT, ...change }] : []), TAX];
  await read(NOW + HOUR);
  await read(NOW + 2 * HOUR);
  const found = (await findings()).find(([id]) => id === CONTRACT.id)?.[1];
  expect(found).toMatchObject({ rule, ...(field ? { field } : {}) });
  const said = lines().match(/"upper-changed"[^\n]*"jinhua\/house-contract"[^\n]*/g) ?? [];
  expect(said).toHaveLength(1);
  // What nobody mapped may go: it shows, and wakes nobody.
  expect(await findings()).toContainEqual(['housing/other-1', { rule: 'gone' }]);
  offered = [CONTRACT, TAX, other(1)];
  await read(NOW + 3 * HOUR);
  expect(await findings()).toEqual([]);
});

test('a later version beside the one that we use is found before ours ends', async () => {
  offered = [
    { ...CONTRACT, version: 2 },
    TAX,
    other(1),
    { ...CONTRACT, state: 'deprecated', ends: '2027-03-01T00:00:00Z' },
  ];
  // The list has the current version; ours stands beside it.
  const current = { ...hub, resources: async () => ({ items: offered.slice(0, 3) }) };
  await readCatalogue({ ...deps(), hub: current }, 'jinhua', MAPPINGS, NOW);
  expect(await findings()).toEqual([[CONTRACT.id, { rule: 'deprecated', until: '2027-03-01T00:00:00Z' }]]);
  expect((await list({ mapped: 'true' })).items[0]).toMatchObject({ version: 2, mapped: { version: 1 } });
});

test.each([
  ['a page that fails', () => (failing = '/v1/resources 2')],
  ['a resource that is none', () => (offered = [CONTRACT, TAX, { id: 'housing/other-1' }])],
])('half a catalogue is none: after %s everything stands as it was', async (_what, breaks) => {
  const before = await list();
  breaks();
  await expect(read(NOW + HOUR)).rejects.toMatchObject({ name: 'ProblemError' });
  expect(await list()).toEqual(before);
  expect(writes()).toBe(0);
});

test('it is read each hour, and sooner when the data authority asks; what fails on the way keeps nothing else from its turn', async () => {
  const due = (now: number) => isCatalogueDue(deps(), 'jinhua', now);
  expect([await due(NOW + HOUR / 2), await due(NOW + HOUR)]).toEqual([false, true]);
  await read(NOW - 1);
  const wanted = { as: 'data-authority-system', params: { department: 'jinhua' } };
  expect(await call('POST /v1/upper/{department}/catalogue', wanted)).toMatchObject({ status: 202 });
  expect(await due(NOW)).toBe(true);
  const refused = await call('POST /v1/upper/{department}/catalogue', { ...wanted, as: 'housing-system' });
  expect(refused).toMatchObject({ status: 403, body: { denial: { rule: 'not-the-authority' } } });
  const flows = { ...deps(), returns, node: '330784', keys: async () => keys, clock: () => 0, page: 9, runMs: 1 };
  const turn = comeDown('jinhua', MAPPINGS, { ...flows, log: {} as never, copies: {} as never });
  // Nobody above takes our subscription in this test.
  await expect(turn(NOW)).rejects.toMatchObject({ name: 'ProblemError' });
  expect(await due(NOW)).toBe(false);
});

test('pages and filters; a cursor fits its own filter and reader only', async () => {
  const first = await list({ limit: '2' });
  expect([first.items.length, typeof first.next]).toEqual([2, 'string']);
  const second = await list({ limit: '2', cursor: first.next ?? '' });
  expect(second.items.map(({ id }) => id)).toEqual(['taxation/tax-certificate']);
  expect(second).not.toHaveProperty('next');
  expect((await list({ mapped: 'false' })).items.map(({ id }) => id)).toEqual(['housing/other-1']);
  expect((await list({ state: 'withdrawn' })).items).toEqual([]);
  const foreign = {
    as: 'health-system',
    params: { department: 'jinhua' },
    query: { cursor: first.next ?? '', limit: '2' },
  };
  expect((await call('GET /v1/upper/{department}/resources', foreign)).status).toBe(400);
  const unknown = { as: 'housing-system', params: { department: 'housing' } };
  expect((await call('GET /v1/upper/{department}/resources', unknown)).status).toBe(404);
});

test('a position is moved by the data authority alone, with a reason that stays, and starts the flow again', async () => {
  const stood: StoredReturn = {
    ...{ v: 1, revision: 1, resource: 'jinhua/house-contract', upper: CONTRACT.id, generation: 1, after: 7 },
    subscription: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
    stopped: { since: NOW, rule: 'events-expired' },
  };
  await returns.put(stood);
  await returns.refuse(stood.resource, { v: 1, number: 5, rule: 'upper:data', at: NOW });
  const params = { department: 'jinhua', resource: 'house-contract' };
  const move = (as: string, body: object) =>
    call('PUT /v1/upper/{department}/returns/{resource}/position', { as, params, body });
  const reason = '上级已按批量补回';
  expect((await move('housing-system', { after: 9, reason })).status).toBe(403);
  expect((await move('data-authority-system', { after: 9 })).status).toBe(400);
  const moved = await move('data-authority-system', { after: 9, reason });
  expect(moved).toMatchObject({
    status: 200,
    body: {
      after: 9,
      moved: [{ from: 7, to: 9, by: 'data-authority-system', reason }],
      refused: [{ number: 5, rule: 'upper:data' }],
    },
  });
  expect(moved.body).not.toHaveProperty('stopped');
  const shown = await call('GET /v1/upper/{department}/returns', {
    as: 'housing-system',
    params: { department: 'jinhua' },
  });
  expect(shown.body).toEqual({ items: [moved.body] });
  // A run that read before it does not put it back.
  expect(await returns.put({ ...stood, revision: 2, after: 8 })).toBe(false);
});
