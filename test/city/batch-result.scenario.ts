/** 批量, to its end: the quota is renewed, and each row has one outcome, one record, and was asked once. Moves the clock. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import type { OneTrip } from '#client/sdk/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Batch } from '#schemas/batch.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import { asked, BAD, client, codeOf, FORMULA_ROW, FOUND, ROWS, shared, UNDER_WAY } from './batch/firms.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
let fire: OneTrip;
/** Known once the scenario before has made it. */
const id = (): string => shared.id ?? '';
beforeAll(async () => {
  city = await boot();
  fire = client(city);
});

const WEEK_MS = 7 * 86_400_000;
const LINES = process.env.ONETRIP_FULL === '1' ? 1000 : 8;
/** Moves the clock there and has what is due done. */
const wait = async (until: string | undefined): Promise<void> => {
  city.clock.advance(Math.max(0, Date.parse(until ?? '') - city.clock.now()) + 1_000);
  await city.fire('due-drain');
};
const ended = (state: Batch['state']) =>
  expect.poll(async () => (await fire.batches.get(id())).state, { timeout: 60_000, interval: 200 }).toBe(state);

test('after midnight, when the quota begins anew, the last rows are asked', async () => {
  const found = await fire.batches.get(id());
  await wait(found.progress?.waiting?.until);
  await ended('done');
  const outcomes = { found: 2, 'not-found': ROWS - 2 - BAD.length, denied: 0, invalid: BAD.length, failed: 0 };
  expect((await fire.batches.get(id())).progress).toMatchObject({ done: ROWS, outcomes });
});

test('no row was asked twice but the four that were under way, as the department has counted', async () => {
  const office = city.departments['market-supervision'];
  // Others ask about her too.
  const rows = Array.from({ length: ROWS }, (_, i) => i + 1).filter((row) => row !== FOUND.row);
  const times = await office.askedAbout(rows.map(codeOf));
  const isBad = (row: number) => BAD.some((bad) => bad.row === row);
  expect(times).toEqual(rows.map((row) => (isBad(row) ? 0 : UNDER_WAY.includes(row) ? 2 : 1)));
});

interface Row {
  readonly row: string;
  readonly outcome: string;
  readonly rule: string;
  readonly exchange: string;
  readonly '/name': string;
  readonly '/address': string;
}

test('the result says of each row what became of it, harmless for a spreadsheet, and each record names the batch', async () => {
  const parts: string[] = [];
  for await (const part of fire.batches.results(await fire.batches.get(id()))) parts.push(part);
  const rows: Row[] = parse(parts.join(''), { bom: true, columns: true });
  expect(rows.map(({ row }) => Number(row))).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
  const at = (row: number): Partial<Row> => rows[row - 1] ?? {};
  for (const { row } of BAD) expect(at(row)).toMatchObject({ outcome: 'invalid', exchange: '' });
  expect(at(BAD[1]?.row ?? 0).rule).toMatch(/^\/request\/firm /);
  expect(parts.join('')).not.toContain(BAD[1]?.cell);
  expect(at(FOUND.row)).toMatchObject({ outcome: 'found', '/name': expect.stringContaining('楼䶮㛃') });
  expect(at(FORMULA_ROW.row)['/address']).toBe(`'${FORMULA_ROW.address}`);
  for (const row of UNDER_WAY) expect(at(row).outcome).toBe('not-found');

  await city.settle();
  const exchanges = rows.flatMap(({ exchange }) => exchange || []);
  expect(new Set(exchanges).size).toBe(asked.length);
  const token = await city.token('fire-system');
  const seen = [...UNDER_WAY, FORMULA_ROW.row].map((row) => at(row).exchange).concat(exchanges);
  for (const exchange of new Set(seen.slice(0, LINES))) {
    const line = await call<ExchangeLine>(city, 'GET', `/v1/exchanges/${exchange}`, { token });
    expect(line.body).toMatchObject({ kind: 'exchange', batch: id(), standing: 'yearly-review', consumer: 'fire' });
  }
});

test('a week later nobody can fetch it any more, and nothing of the file is left', async () => {
  await wait(new Date(city.clock.now() + WEEK_MS).toISOString());
  await ended('expired');
  await expect(fire.batches.result(id(), 1)).rejects.toMatchObject({ code: 'answer-expired' });
  const [bucket] = city.deployment.ofType('AWS::S3::Bucket').filter(({ id: name }) => /batch|upload/i.test(name));
  const list = await city.admin.s3.send(new ListObjectsV2Command({ Bucket: bucket?.name ?? '' }));
  expect(list.Contents ?? []).toEqual([]);
  expect(city.engine.refusals()).toEqual([]);
});
