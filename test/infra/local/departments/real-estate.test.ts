import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '#city/generate/index.ts';
import { type FrontTable, startFrontTable } from '#infra/local/departments/real-estate.ts';

const population = generate();
let table: FrontTable;
let client: pg.Client;
const refusal = (sql: string): Promise<string> =>
  client.query(sql).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'lost',
  );
const connected = async (over: object = {}): Promise<pg.Client> => {
  const made = new pg.Client({ ...table, ...over });
  made.on('error', () => undefined);
  await made.connect();
  return made;
};

beforeAll(async () => {
  table = await startFrontTable({ population });
  client = await connected();
});
afterAll(async () => {
  await client.end().catch(() => undefined);
  await table.stop();
});

describe('the front table of real estate', () => {
  it.each([{ user: 'postgres' }, { password: 'guess' }, { database: 'postgres' }])('turns away %j', async (over) => {
    await expect(connected(over)).rejects.toMatchObject({ code: '28P01' });
  });

  it('shows its view, and only its view, to a user that is no superuser', async () => {
    const { rows } = await client.query("select current_user as me, current_setting('is_superuser') as super");
    expect(rows).toEqual([{ me: 'qzk_ro', super: 'off' }]);
    expect(await refusal('select count(*) from qzk.v_bdc_qlxx')).toBe('done');
    expect(await refusal('select * from bdc.qlr')).toBe('42501');
    expect(await refusal("select set_config('role', 'postgres', false)")).toBe('42501');
    expect(await refusal('select lo_create(0)')).toBe('25006');
    expect(await refusal('with x as (delete from bdc.qlr returning 1) select * from x')).toBe('42501');
  });

  it.each([
    'reset role',
    'set role postgres',
    'select 1; reset role',
    'begin; discard all',
    'delete from qzk.v_bdc_qlxx',
  ])('hangs up on "%s"', async (sql) => {
    const other = await connected();
    await expect(other.query(sql)).rejects.toThrow();
    await expect(other.query('select 1')).rejects.toThrow();
  });

  it('keeps transactions of different clients apart, and rolls back for a client that is gone', async () => {
    const other = await connected();
    await other.query('begin');
    const waiting = client.query('select 1 as one');
    other.connection.stream.destroy();
    expect((await waiting).rows).toEqual([{ one: 1 }]);
  });

  it('holds every live title with all its holders, dirt included', async () => {
    const { rows } = await client.query('select bdcdyh, zjh, bdcqzh, djsj from qzk.v_bdc_qlxx');
    expect(rows).toHaveLength(population.titles.reduce((sum, { holders }) => sum + holders.length, 0));
    const said = JSON.stringify(rows);
    for (const dirt of [/330784 \d{6} /, /\d{17}x/, /３３０７/, /（\d{4}）/, /"\d{8}"/, /\d{4}\/\d+\/\d+ 00/])
      expect(said).toMatch(dirt);
  });

  it('counts what reaches it, also when it does not answer', async () => {
    const before = await table.asked();
    await client.query('select 1');
    await client.query('begin');
    await client.query('select 1');
    await client.query('commit');
    await table.hostile('hang');
    const other = await connected();
    other.query('select 1').catch(() => undefined);
    await table.hostile('hang-at-connect');
    connected().catch(() => undefined);
    await expect.poll(() => table.asked()).toBe(before + 4);
    other.connection.stream.destroy();
    await table.hostile('none');
  });

  it('says clearly that its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as { port: number };
    await expect(startFrontTable({ population, port })).rejects.toThrow(/EADDRINUSE/);
    squatter.close();
  });

  it('leaves nothing running when stopped, and may be stopped twice', async () => {
    const short = await startFrontTable({ population });
    await short.stop();
    await short.stop();
    expect(() => process.kill(short.pid, 0)).toThrow('ESRCH');
    await expect(short.hostile('hang')).rejects.toThrow('the process has ended');
  });
});
