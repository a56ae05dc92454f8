/** MySQL as departments speak it: values that cannot end their text, cells as text, limits. On the stand-in, and on a real MariaDB where one is installed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '#city/generate/index.ts';
import { mysqlQuery } from '#functions/departments/protocols/mysql.client.ts';
import { readMysqlSettings } from '#functions/departments/protocols/mysql-settings.ts';
import type { Query } from '#functions/departments/protocols/sql.client.ts';
import { startCivilAffairs } from '#infra/local/departments/civil-affairs.ts';
import { hasMariadb, type Mariadb, startMariadb } from '#test/engines/mariadb.ts';

const full = process.env.ONETRIP_FULL === '1';
const clock = () => performance.now();
const ask = (query: Query, text: string, values: readonly string[], { ms = 5_000, maxRows = 100 } = {}) => {
  const signal = AbortSignal.timeout(ms);
  return query({ text, values, maxRows }, { signal, deadline: clock() + ms });
};
const said = async (asking: Promise<unknown>) => {
  const error = (await asking.catch((thrown: unknown) => thrown)) as {
    code?: string;
    cause?: string;
    extra?: { cause?: string };
  };
  return [error.code, error.extra?.cause ?? error.cause];
};

/** What injects, breaks quotes, or is not what it seems. */
const UGLY = ["' or '1'='1", '\\', "\\'", '"; drop table x; --', '%_', '𠮷㛃䶮', '\u0000', '', '?', "x'27'", '／＊'];

const roundTrips = async (query: Query): Promise<void> => {
  const echo = async (value: string) => (await ask(query, 'select ? as v', [value]))[0]?.v;
  for (const value of UGLY) expect(await echo(value)).toBe(value);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (value) => (await echo(value)) === value),
    { numRuns: full ? 2_000 : 50, seed: 3306 },
  );
};

describe('the stand-in', () => {
  let table: Awaited<ReturnType<typeof startCivilAffairs>>;
  let query: Query;
  beforeAll(async () => {
    table = await startCivilAffairs({ population: generate() });
    query = mysqlQuery(async () => readMysqlSettings(JSON.stringify(table.secret)), { clock });
  });
  afterAll(() => table.stop());

  test('every value comes back as it went', () => roundTrips(query));

  test('a wrong password, and a statement that is not allowed, are told by their codes alone', async () => {
    const wrong = JSON.stringify({ ...table.secret, password: 'wrong' });
    expect(
      await said(
        ask(
          mysqlQuery(async () => readMysqlSettings(wrong), { clock }),
          'select 1 as v',
          [],
        ),
      ),
    ).toEqual(['department-error', expect.stringMatching(/^mysql:\w{4,5}$/)]);
    expect((await said(ask(query, 'delete from hydj', [])))[0]).toBe('department-error');
    expect((await ask(query, 'select count(*) as n from hydj', []))[0]?.n).not.toBe('0');
  });
});

test('as many values as marks', async () => {
  const query = mysqlQuery(async () => readMysqlSettings('{}'), { clock });
  await expect(ask(query, 'select ?', [])).rejects.toThrow();
});

describe.skipIf(!hasMariadb)('a real MariaDB', () => {
  let server: Mariadb;
  const settings = (change: object = {}) =>
    readMysqlSettings(
      JSON.stringify({
        host: '127.0.0.1',
        port: server.port,
        user: 'reader',
        password: 'pa55',
        database: 'front',
        networks: ['127.0.0.1/32'],
        ...change,
      }),
    );
  const queryOf = (change?: object) => mysqlQuery(async () => settings(change), { clock });
  beforeAll(async () => {
    server = await startMariadb();
    server.sql(`create database front character set utf8mb4; use front;
      create table t (id bigint primary key, d date, dt datetime(3), n decimal(12,2), b tinyint(1), s varchar(40), x int null);
      insert into t values (9007199254740993, '2017-03-16', '2017-03-16 08:00:00.123', 1234.50, 1, '李㛃𠮷', null);
      create user reader@'127.0.0.1' identified by 'pa55'; grant select on front.* to reader@'127.0.0.1';
      create user elsewhere@'127.0.0.1' identified by 'pa55';`);
  });
  afterAll(() => server?.stop());

  test('every value comes back as it went, whatever the server makes of quotes and backslashes', async () => {
    for (const mode of ['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES']) {
      server.sql(`set global sql_mode = '${mode}'`);
      await roundTrips(queryOf());
    }
  });

  test('cells are the server’s own text: no date, no number is read by the driver', async () => {
    expect(await ask(queryOf(), 'select * from t where s = ?', ['李㛃𠮷'])).toEqual([
      {
        id: '9007199254740993',
        d: '2017-03-16',
        dt: '2017-03-16 08:00:00.123',
        n: '1234.50',
        b: '1',
        s: '李㛃𠮷',
        x: null,
      },
    ]);
  });

  test('nothing is written, the server stops in time, and too many rows or bytes are refused', async () => {
    expect((await said(ask(queryOf(), 'delete from t', [])))[0]).toBe('department-error');
    expect(await said(ask(queryOf(), 'select sleep(5) as v', [], { ms: 300 }))).toEqual([
      'department-timeout',
      expect.stringMatching(/statement-timeout|deadline/),
    ]);
    const many = 'select 1 as v from information_schema.columns limit 50';
    expect(await said(ask(queryOf(), many, [], { maxRows: 49 }))).toEqual(['department-answer-too-large', 'rows']);
    expect(await said(ask(queryOf(), "select repeat('永', 1000000) as v", []))).toEqual([
      'department-answer-too-large',
      'bytes',
    ]);
  });

  test.each([
    [{ password: 'wrong' }, /^mysql:28000$/],
    [{ user: 'elsewhere' }, /^mysql:(42000|28000)$/],
    [{ database: 'none' }, /^mysql:(42000|28000)$/],
  ] as const)('%o is told by its code alone', async (change, cause) => {
    expect(await said(ask(queryOf(change), 'select 1 as v', []))).toEqual([
      'department-error',
      expect.stringMatching(cause),
    ]);
  });

  test('a kept connection that the server has closed is opened again', async () => {
    const query = queryOf();
    await ask(query, 'select 1 as v', []);
    server
      .sql("select concat('kill ', id, ';') from information_schema.processlist where user = 'reader'")
      .split('\n')
      .filter(Boolean)
      .forEach((kill) => void server.sql(kill));
    expect(await ask(query, 'select 2 as v', [])).toEqual([{ v: '2' }]);
  });
});
