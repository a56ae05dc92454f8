import { beforeEach, describe, expect, test } from 'vitest';
import type { ExchangeLine } from '#schemas/exchange.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { exchangeRecord, lineOf } from '../relay/records.ts';
import { envelopeOf, supervision } from './world.ts';

const at = (time: string): number => Date.parse(`2026-11-20T${time}+08:00`);
const supervisor = 'officer-tong-bo';
const day = { date: '2026-11-20', department: 'housing' };

let room: Awaited<ReturnType<typeof supervision>>;
beforeEach(async () => {
  room = await supervision();
});

const list = (query: Record<string, string> = day, as = supervisor) => room.call('GET /v1/exchanges', { as, query });
const get = (exchange: string, as = supervisor) =>
  room.call('GET /v1/exchanges/{exchange}', { as, params: { exchange } });
const ids = (body: { items: ExchangeLine[] }) => body.items.map(({ id }) => id);

test('a day without exchanges is an empty page', async () => {
  expect(await list()).toMatchObject({ status: 200, body: { items: [] } });
});

test('a record is listed for consumer and provider, newest first, as a line without personal data', async () => {
  const [early, late] = [exchangeRecord({ at: at('09:00:00') }), exchangeRecord({ at: at('10:00:00') })];
  await room.keep(early, late);
  expect((await list()).body).toEqual({ items: [lineOf(late), lineOf(early)] });
  expect(ids((await list({ ...day, department: 'real-estate' })).body)).toEqual([late.id, early.id]);
  expect((await list({ ...day, department: 'fire' })).body).toEqual({ items: [] });
  const text = JSON.stringify((await list()).body);
  for (const secret of [early.handle, early.subject, early.salt, early.nonce, early.request])
    expect(text).not.toContain(secret);
  expect(await get(late.id)).toMatchObject({ status: 200, body: lineOf(late) });
});

test('a day is a day in Beijing', async () => {
  const [before, first, last, after] = [
    '2026-11-19T23:59:59',
    '2026-11-20T00:00:00',
    '2026-11-20T23:59:59',
    '2026-11-21T00:00:00',
  ].map((time) => exchangeRecord({ at: Date.parse(`${time}+08:00`) }));
  await room.keep(before!, first!, last!, after!);
  expect(ids((await list()).body)).toEqual([last?.id, first?.id]);
});

describe('who may see', () => {
  test.each([
    [supervisor, 200, 200],
    ['housing-system', 200, 200],
    ['real-estate-system', 403, 200],
    ['fire-system', 403, 404],
    ['officer-lou-yun', 403, 403],
    ['nobody-system', 403, 403],
  ])('%s: the list of housing %i, one exchange of housing with real estate %i', async (as, listed, found) => {
    const record = exchangeRecord();
    await room.keep(record);
    expect((await list(day, as)).status).toBe(listed);
    expect((await get(record.id, as)).status).toBe(found);
    expect((await get('0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11', supervisor)).status).toBe(404);
  });

  test('a department that may not see is told why and whom to ask', async () => {
    expect((await list(day, 'fire-system')).body).toMatchObject({
      code: 'forbidden',
      denial: { rule: 'other-department', ask: '永康市大数据发展管理局数据共享科 0579-00000101' },
    });
  });
});

test('pages join without gap or repeat, also under a filter that fits little', async () => {
  const records = Array.from({ length: 25 }, (_, i) =>
    exchangeRecord({ at: at('09:00:00') + i, resource: i % 5 === 0 ? 'real-estate/premises' : 'real-estate/title' }),
  );
  await Promise.all(records.map((record) => room.keep(record)));
  const walk = async (query: Record<string, string>) => {
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body } = await list({ ...query, ...(cursor ? { cursor } : {}) });
      expect(body.items.length).toBeLessThanOrEqual(Number(query.limit));
      seen.push(...ids(body));
      cursor = body.next;
    }
    return seen;
  };
  const newestFirst = records.toReversed();
  expect(await walk({ ...day, limit: '4' })).toEqual(newestFirst.map(({ id }) => id));
  expect(await walk({ ...day, limit: '2', resource: 'real-estate/premises' })).toEqual(
    newestFirst.filter(({ resource }) => resource === 'real-estate/premises').map(({ id }) => id),
  );
});

test('a cursor is bound to its caller and its filter, and says nothing', async () => {
  await room.keep(...[1, 2, 3].map((i) => exchangeRecord({ at: at('09:00:00') + i })));
  const { next } = (await list({ ...day, limit: '1' })).body;
  expect(Buffer.from(next, 'base64url').toString('latin1')).not.toContain('2026');
  const wrong = [
    list({ ...day, limit: '1', cursor: next, department: 'real-estate' }),
    list({ ...day, limit: '1', cursor: next, resource: 'real-estate/title' }),
    list({ ...day, limit: '1', cursor: next }, 'housing-system'),
    list({ ...day, limit: '1', cursor: `A${next}` }),
  ];
  for (const answer of await Promise.all(wrong))
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: '/query/cursor', rule: 'cursor' }] } });
});

test('bad input is refused by name', async () => {
  for (const query of [
    {},
    { ...day, date: '2026-13-01' },
    { ...day, limit: '0' },
    { ...day, limit: '101' },
    { ...day, x: '1' },
  ])
    expect(await list(query as Record<string, string>)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
  expect(await get('not-a-uuid')).toMatchObject({ status: 400 });
});

test('kept again, late or out of order: still one line', async () => {
  const [one, two] = [exchangeRecord({ at: at('09:00:00') }), exchangeRecord({ at: at('08:00:00') })];
  await room.keep(one, two, one, one);
  expect(ids((await list()).body)).toEqual([one.id, two.id]);
});

test('crash at every await boundary of keeping: delivered again, every line is there once', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const mortal = await supervision(crash);
    const record = exchangeRecord();
    await mortal.keep(record).catch(() => undefined);
    crash.at(Number.POSITIVE_INFINITY);
    await mortal.keep(record);
    for (const department of ['housing', 'real-estate']) {
      const { body } = await mortal.call('GET /v1/exchanges', { as: supervisor, query: { ...day, department } });
      expect(ids(body)).toEqual([record.id]);
    }
  });
  expect(boundaries).toBeGreaterThanOrEqual(8);
});

test('keeping takes five writes: both departments, the exchange, the subject, the case of the grant; fewer where there are fewer; another kind of envelope is refused', async () => {
  await room.keep(exchangeRecord());
  expect(room.counted.calls).toEqual({ PutItem: 5 });
  room.counted.reset();
  await room.keep(exchangeRecord({ consumer: 'real-estate' }));
  expect(room.counted.calls).toEqual({ PutItem: 4 });
  room.counted.reset();
  const { case: _case, ...standing } = exchangeRecord();
  await room.keep(standing);
  expect(room.counted.calls).toEqual({ PutItem: 4 });
  const envelope = await envelopeOf(exchangeRecord());
  await expect(room.consumer({ ...envelope, type: 'other.thing' }, 0)).rejects.toThrow('another kind');
  await expect(room.consumer({ ...envelope, data: { id: 'x' } }, 0)).rejects.toThrow();
});

test('a line that comes when its day is over is marked, after it was written', async () => {
  const [early, late] = [exchangeRecord({ at: at('23:59:59') }), exchangeRecord({ at: at('10:00:00') })];
  await room.consumer(await envelopeOf(early), at('23:59:59'));
  await room.consumer(await envelopeOf(late), at('23:59:59') + 1_000);
  expect(room.late).toEqual([['2026-11-20', `exchange.recorded#${late.id}`]]);
});

test('a beat is noted as arrived, and is no line', async () => {
  const beat = { at: at('09:00:00'), lane: 3 };
  await room.consumer({ v: 1, id: 'uses.beat#1#3@1', type: 'uses.beat', at: beat.at, data: beat }, beat.at);
  expect([room.arrived, room.counted.total]).toEqual([[beat], 0]);
});
