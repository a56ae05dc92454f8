/** Front tables read into the log of events: 10,000 rows (60 in the usual run), deaths in the middle; no row lost, none twice. Over real tables and MySQL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { resources } from '#city/resources/index.ts';
import { frontTables } from '#functions/departments/civil-affairs/front-tables.ts';
import { type IntakeDeps, intake } from '#functions/departments/protocols/intake/intake.ts';
import { positionsStore } from '#functions/departments/protocols/intake/positions.store.ts';
import { mysqlQuery } from '#functions/departments/protocols/mysql.client.ts';
import { readMysqlSettings } from '#functions/departments/protocols/mysql-settings.ts';
import type { Query } from '#functions/departments/protocols/sql.client.ts';
import { eventTables } from '#functions/events/tables.store.ts';
import { openEvent } from '#functions/events/take.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { startCivilAffairs } from '#infra/local/departments/civil-affairs.ts';
import type { StoredEvent } from '#schemas/published.ts';
import { counting } from '#test/engines/counting.ts';
import { crashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { hasMariadb, type Mariadb, startMariadb } from '#test/engines/mariadb.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '#test/functions/city-snapshot.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { keys, NOW } from '#test/functions/exchange/world.ts';

const full = process.env.ONETRIP_FULL === '1';
const ROWS = full ? 10_000 : 60;
const written = keepLines();

const person = (i: number): string =>
  citizenId('330784', `19${String(50 + (i % 50))}-0${1 + (i % 9)}-1${i % 9}`, String(100 + (i % 900)));
const married = (i: number) => ({
  id: i + 1,
  ywlx: '1',
  sfzh: i % 3 === 0 ? ` ${person(i)} ` : person(i),
  xm: '李㛃',
  hyzk: '20',
  djrq: '2026-11-18',
  djzh: `J330784-2026-${String(i).padStart(6, '0')}`,
  djjg: '永康市民政局',
  posfzh: person(i + 1),
  zt: '0',
});
const time = (i: number): string =>
  new Date(Date.parse('2026-11-20T08:00:00Z') + i * 250).toISOString().slice(0, 19).replace('T', ' ');
const allowed = (i: number) => ({
  id: i + 1,
  bdlx: '1',
  sfzh: person(i),
  bzlb: '1',
  kssj: '20261101',
  bdrq: '2026-11-18',
  gxsj: time(i),
});

const [MARRIAGES, ALLOWANCES] = frontTables;
if (!MARRIAGES || !ALLOWANCES) throw new Error('two front tables');
const snapshot = indexSnapshot(citySnapshot({ resources: [...resources] }));

const hub = async () => {
  const tables = await freshTables('events', 'subscriptions', 'intakes');
  const { names, endpoint } = tables;
  const deps = (query: Query, client = documentClient(endpoint), page = 50): IntakeDeps => ({
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    log: eventTables(client, names.events, names.subscriptions).log,
    node: 'yongkang',
    positions: positionsStore(client, names.intakes, 'civil-affairs'),
    query,
    clock: () => performance.now(),
    page,
    runMs: 300_000,
  });
  const { log } = deps(async () => []);
  /** What stands in the log, from its first number to its last. */
  const events = async (resource: string): Promise<StoredEvent[]> => {
    const all: StoredEvent[] = [];
    for (;;) {
      const found = await log.page(resource, all.at(-1)?.number ?? 0, 100);
      if (found === 'gone') throw new Error('events are gone');
      all.push(...found);
      if (found.length === 0) return all;
    }
  };
  return { deps, events, client: () => documentClient(endpoint) };
};

describe('on the stand-in', () => {
  let table: Awaited<ReturnType<typeof startCivilAffairs>>;
  let query: Query;
  const put = (name: string, rows: readonly object[]) => table.tell('put-rows', { table: name, rows });
  beforeAll(async () => {
    table = await startCivilAffairs({ population: generate() });
    query = mysqlQuery(async () => readMysqlSettings(JSON.stringify(table.secret)), { clock: () => performance.now() });
  });
  afterAll(() => table.stop());

  test(`${ROWS} rows with a status, a death at half of them: no loss, no double effect`, async () => {
    const { deps, events, client } = await hub();
    await put(
      't_hydj_bg',
      Array.from({ length: ROWS }, (_, i) => married(i)),
    );
    const dying = client();
    counting(dying, crashPoints(ROWS * 2));
    await intake('civil-affairs', MARRIAGES, deps(query, dying))(NOW).catch(() => undefined);
    const half = (await events('civil-affairs/marriage')).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(ROWS);
    const sum = await intake('civil-affairs', MARRIAGES, deps(query))(NOW);
    expect(sum).toEqual({ taken: ROWS - half, refused: 0 });
    const all = await events('civil-affairs/marriage');
    expect(all).toHaveLength(ROWS);
    const said = all.map((event) => (openEvent(keys, event).data as { certificateNumber: string }).certificateNumber);
    // In the order in which they were put in: so is that of each person.
    expect(said).toEqual(Array.from({ length: ROWS }, (_, i) => married(i).djzh));
    expect(JSON.stringify(all.map(({ sealed: _, ...clear }) => clear))).not.toContain(person(0));
    expect(await table.tell('statuses')).toEqual({ '1': ROWS });
  });

  test(`${ROWS} rows by their watermark, a death at half of them, late rows behind it, and a row that changes again`, async () => {
    const { deps, events, client } = await hub();
    const rows = Array.from({ length: ROWS }, (_, i) => allowed(i));
    const late = rows.filter(({ id }) => id % 20 === 0);
    await put(
      't_zdsh_bd',
      rows.filter((row) => !late.includes(row)),
    );
    const dying = client();
    counting(dying, crashPoints(ROWS * 2));
    await intake('civil-affairs', ALLOWANCES, deps(query, dying))(NOW).catch(() => undefined);
    const run = intake('civil-affairs', ALLOWANCES, deps(query));
    await run(NOW);
    // Their transactions were open all the while. Those further back than the overlap are the department's promise to avoid.
    const within = late.filter(({ gxsj }) => Date.parse(`${time(ROWS - 1)}Z`) - Date.parse(`${gxsj}Z`) < 9 * 60_000);
    await put('t_zdsh_bd', within);
    expect(await run(NOW)).toEqual({ taken: within.length, refused: 0 });
    expect(await run(NOW)).toEqual({ taken: 0, refused: 0 });
    await put('t_zdsh_bd', [{ ...allowed(0), id: ROWS + 1, bdlx: '3', gxsj: time(ROWS + 1) }]);
    expect(await run(NOW)).toEqual({ taken: 1, refused: 0 });
    const all = await events('civil-affairs/living-allowance');
    expect(all).toHaveLength(ROWS - late.length + within.length + 1);
    expect(openEvent(keys, all.at(-1) as StoredEvent).data).toMatchObject({ receives: false, kind: null });
  });

  test('a row that cannot be read holds up none behind it, is told by its rule, and is sent back', async () => {
    const { deps, events } = await hub();
    const base = 100_000;
    const bad = [{ hyzk: '77' }, { sfzh: '330784850614999' }, { sfzh: '11010119900101001X' }, { djrq: '丁酉年' }];
    await put('t_hydj_bg', [
      ...bad.map((wrong, i) => ({ ...married(i), id: base + i, ...wrong })),
      { ...married(9), id: base + 9 },
    ]);
    const before = (await table.tell('statuses')) as Record<string, number>;
    expect(await intake('civil-affairs', MARRIAGES, deps(query))(NOW)).toEqual({ taken: 1, refused: bad.length });
    expect(await events('civil-affairs/marriage')).toHaveLength(1);
    const after = (await table.tell('statuses')) as Record<string, number>;
    expect(after['9']).toBe(bad.length);
    expect(after['0'] ?? 0).toBe((before['0'] ?? 0) - bad.length - 1);
    expect(written().split('intake-refused')).toHaveLength(bad.length + 1);
    expect(written()).not.toMatch(/330784850614999|11010119900101001X|丁酉/);
  });

  test('killed at every await boundary: read again, every row is one event', async () => {
    let serial = 200_000;
    await everyCrashPoint(async (crash) => {
      const { deps, events, client } = await hub();
      const ids = [serial + 1, serial + 2, serial + 3];
      serial += 3;
      await put(
        't_hydj_bg',
        ids.map((id, i) => ({ ...married(i), id })),
      );
      const mortal = client();
      counting(mortal, crash);
      await intake('civil-affairs', MARRIAGES, deps(crash.around(query), mortal, 2))(NOW).catch(() => undefined);
      await intake('civil-affairs', MARRIAGES, deps(query, client(), 2))(NOW);
      expect(await events('civil-affairs/marriage')).toHaveLength(3);
    });
  });

  test('a department that is away is tried again by the next run', async () => {
    const { deps } = await hub();
    await table.kill();
    await expect(intake('civil-affairs', MARRIAGES, deps(query))(NOW)).rejects.toThrow();
    await table.restart();
    expect(await intake('civil-affairs', MARRIAGES, deps(query))(NOW)).toEqual({ taken: 0, refused: 0 });
  });
});

describe.skipIf(!hasMariadb)('on a real MariaDB', () => {
  let server: Mariadb;
  const settings = () => ({
    host: '127.0.0.1',
    port: server.port,
    user: 'front',
    password: 'pa55',
    database: 'front',
    networks: ['127.0.0.1/32'],
  });
  beforeAll(async () => {
    server = await startMariadb();
    server.sql(`create database front character set utf8mb4; use front;
      create table t_hydj_bg (id bigint primary key, ywlx char(1), sfzh varchar(40), xm varchar(60), hyzk char(2), djrq varchar(20),
        djzh varchar(60), djjg varchar(100), posfzh varchar(40), zt char(1) not null default '0', key (zt, id));
      create table t_zdsh_bd (id bigint primary key, bdlx char(1), sfzh varchar(40), bzlb char(1), kssj varchar(20), bdrq varchar(20),
        gxsj datetime(3) not null, key (gxsj, id));
      create user front@'127.0.0.1' identified by 'pa55'; grant select on front.* to front@'127.0.0.1';
      grant update (zt) on front.t_hydj_bg to front@'127.0.0.1';`);
  });
  afterAll(() => server?.stop());
  const text = (value: unknown): string => `'${String(value)}'`;
  const put = (name: string, rows: readonly object[]) =>
    server.sql(`use front; insert into ${name} (${Object.keys(rows[0] ?? {}).join(', ')}) values
      ${rows.map((row) => `(${Object.values(row).map(text).join(', ')})`).join(', ')};`);

  test(`${ROWS} rows each way, a death at half of them: no loss, no double effect`, async () => {
    const { deps, events, client } = await hub();
    const query = mysqlQuery(async () => readMysqlSettings(JSON.stringify(settings())), {
      clock: () => performance.now(),
    });
    put(
      't_hydj_bg',
      Array.from({ length: ROWS }, (_, i) => married(i)),
    );
    put(
      't_zdsh_bd',
      Array.from({ length: ROWS }, (_, i) => allowed(i)),
    );
    for (const [table, resource] of [
      [MARRIAGES, 'civil-affairs/marriage'],
      [ALLOWANCES, 'civil-affairs/living-allowance'],
    ] as const) {
      const dying = client();
      counting(dying, crashPoints(ROWS * 2));
      await intake('civil-affairs', table, deps(query, dying))(NOW).catch(() => undefined);
      await intake('civil-affairs', table, deps(query))(NOW);
      const all = await events(resource);
      expect(all).toHaveLength(ROWS);
      expect(new Set(all.map(({ id }) => id)).size).toBe(ROWS);
    }
    expect(server.sql('select zt, count(*) from front.t_hydj_bg group by zt').trim()).toBe(`1\t${ROWS}`);
  });
});
