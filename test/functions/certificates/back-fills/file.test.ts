/** Files that are refused whole, whose they are, and how a back-fill ends; before its file is right nothing is issued. */
import { createHash } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { look } from '#functions/certificates/back-fills/look.ts';
import { BACK_FILL_SECONDS } from '#schemas/back-fill.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { refusal } from '../calls.ts';
import { caller, itemsIn, NOW, snapshotWith, window } from '../world.ts';
import { callerOn, fileOf, type Ground, ground, processOn, pump, titleRow, titleRows } from './world.ts';

keepLines();
const good = fileOf(titleRows(3));
const objectsIn = async ({ bucket }: Ground, Prefix: string) =>
  (await bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name, Prefix }))).KeyCount;

const stated = { rows: 3 };
const REFUSED: readonly (readonly [string, Buffer, Parameters<ReturnType<typeof callerOn>['submit']>[2], object])[] = [
  ['fewer rows than its issuer counts', good, { rows: 4 }, { rule: 'as-many-rows-as-stated' }],
  [
    'another number of revoked ones',
    good,
    { rows: 3, states: { '01': 2, '07': 1 } },
    { rule: 'as-many-as-stated:state-01' },
  ],
  ['a line that is no JSON', Buffer.from(`${good}{"number":\n`), { rows: 4 }, { row: 4, rule: 'json' }],
  ['a line that is no object', Buffer.from(`${good}[]\n`), { rows: 4 }, { row: 4, rule: 'json-object' }],
  ['an empty line between', Buffer.from(`\n${good}`), stated, { row: 1, rule: 'empty-line' }],
  ['a row without end', Buffer.concat([good, Buffer.alloc(40_000, 'x')]), stated, { row: 4, rule: 'row-too-long' }],
];
test.each(REFUSED)(
  '%s: refused whole, by row and rule; nothing is issued, nothing is left',
  async (_, file, how, rule) => {
    const on = await ground();
    const hub = processOn(on);
    const mine = callerOn(hub);
    const { id } = await mine.create();
    await mine.part(id, 1, file);
    await mine.submit(id, file, how);
    await pump(hub);
    expect(await mine.get(id)).toMatchObject({ state: 'failed', reason: 'file-refused', refusals: [rule] });
    expect(await itemsIn(on.client, on.names.certificates)).toEqual([]);
    expect(await objectsIn(on, '')).toBe(0);
  },
);

test('parts in any order, cut anywhere, with a mark and other line ends, are one file', async () => {
  const hub = processOn(await ground());
  const mine = callerOn(hub);
  const file = Buffer.from(`\ufeff${String(good).replaceAll('\n', '\r\n')}`);
  const { id } = await mine.create();
  const cuts = [0, 1, 700, 1111, file.length];
  for (const part of [3, 1, 4, 2]) await mine.part(id, part, file.subarray(cuts[part - 1], cuts[part]));
  await mine.part(id, 2, file.subarray(1, 700));
  expect(await refusal(mine.part(id, 2, file.subarray(0, 700)))).toMatchObject({ code: 'conflict' });
  expect(await refusal(mine.submit(id, file, { rows: 3, parts: 5 }))).toMatchObject({
    errors: [{ field: '/parts/5', rule: 'missing' }],
  });
  const sent = await mine.submit(id, file, { rows: 3, parts: 4 });
  expect(await mine.submit(id, file, { rows: 3, parts: 4 })).toEqual(sent);
  await pump(hub);
  expect(await mine.get(id)).toMatchObject({ state: 'done', progress: { outcomes: { issued: 3 } } });
});

test('another file than was announced is refused', async () => {
  const hub = processOn(await ground());
  const mine = callerOn(hub);
  const { id } = await mine.create();
  await mine.part(id, 1, good);
  const other = Buffer.from(String(good).replace('2017', '2018'));
  expect(createHash('sha256').update(other).digest('hex')).not.toBe(createHash('sha256').update(good).digest('hex'));
  await mine.submit(id, other, stated);
  await pump(hub);
  expect(await mine.get(id)).toMatchObject({ state: 'failed', refusals: [{ rule: 'digest-of-the-whole' }] });
});

test('only the department that issues a type hands certificates of it in; another knows nothing of it; lists are one’s own', async () => {
  const hub = processOn(await ground());
  const mine = callerOn(hub);
  expect(await refusal(mine.create({ type: 'business-licence' }))).toMatchObject({
    code: 'forbidden',
    rule: 'not-the-issuer',
  });
  expect(await refusal(mine.create({ type: 'fishing-licence' }))).toMatchObject({ code: 'unprocessable' });
  expect(await refusal(callerOn(hub, window).create())).toMatchObject({ code: 'forbidden' });
  const ids: string[] = [];
  for (const key of ['a', 'b', 'c']) ids.push((await mine.create(undefined, key, NOW + ids.length)).id);
  expect(await mine.create(undefined, 'a')).toMatchObject({ id: ids[0] });
  const other = callerOn(hub, caller('market-supervision-system'));
  expect(await refusal(other.get(ids[0] ?? ''))).toMatchObject({ code: 'not-found' });
  expect((await other.list({ limit: 10 })).items).toEqual([]);
  const first = await mine.list({ limit: 2 });
  const rest = await mine.list({ limit: 2, cursor: first.next });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(rest.next).toBeUndefined();
});

test('a type that is suspended meanwhile issues no more: it ends, says why, and what was not handled says so', async () => {
  let snapshot = snapshotWith();
  const { certificateTypes } = snapshot.raw;
  const hub = processOn(await ground(), { snapshot: () => snapshot, chunkRows: 2 });
  const mine = callerOn(hub);
  const { id } = await mine.handIn(titleRows(10));
  await look(hub.working, id, NOW);
  const suspended = { since: '2026-11-20T02:00:00Z', reason: '类型停用', by: 'data-bureau' };
  snapshot = snapshotWith({
    certificateTypes: certificateTypes.map((type) => (type.id === 'real-estate-title' ? { ...type, suspended } : type)),
  });
  hub.room.sent.length = 0;
  await look(hub.working, id, NOW);
  await pump(hub);
  expect(await mine.get(id)).toMatchObject({ state: 'failed', reason: 'unknown-type' });
  const lines = await mine.lines(id);
  expect([lines.length, new Set(lines.map(({ outcome }) => outcome))]).toEqual([10, new Set(['not-handled'])]);
});

test('cancelled, what is issued stays and is told, the rest is not handled; a month later nothing can be read any more', async () => {
  const on = await ground();
  const hub = processOn(on, { chunkRows: 2 });
  const mine = callerOn(hub);
  const { id } = await mine.handIn(titleRows(12));
  await look(hub.working, id, NOW);
  // Cut, and the first four of six chunks sent.
  const [first] = hub.room.sent.filter(({ envelope }) => envelope.type === 'back-fill.chunk');
  if (!first) throw new Error('nothing was sent');
  hub.room.sent.length = 0;
  hub.room.sent.push(first);
  expect(await refusal(mine.result(id, 1))).toMatchObject({ code: 'conflict' });
  const at = await pump({ ...hub, room: { ...hub.room, sent: hub.room.sent.splice(0, 1) } } as typeof hub);
  await mine.cancel(id);
  await mine.cancel(id);
  hub.room.sent.length = 0;
  await look(hub.working, id, at);
  const lines = await mine.lines(id);
  expect(lines.map(({ outcome }) => outcome)).toEqual([...Array(2).fill('issued'), ...Array(10).fill('not-handled')]);
  expect((await itemsIn(on.client, on.names.certificates)).filter(({ sk }) => sk === 'certificate')).toHaveLength(2);
  expect(await objectsIn(on, 'back-fills/')).toBe(0);
  const later = NOW + BACK_FILL_SECONDS.kept * 1000;
  expect(await refusal(mine.result(id, 1, 'csv', later))).toMatchObject({ code: 'answer-expired' });
  await look(hub.working, id, later);
  expect(await mine.get(id)).toMatchObject({ state: 'expired' });
  expect((await itemsIn(on.client, on.names['back-fills'])).some(({ key }) => key !== undefined)).toBe(false);
});

test('a file that is never submitted is given up after a day, and its parts go', async () => {
  const on = await ground();
  const hub = processOn(on);
  const mine = callerOn(hub);
  const { id } = await mine.create();
  await mine.part(id, 1, good);
  await look(hub.working, id, NOW + BACK_FILL_SECONDS.upload * 1000);
  expect(await mine.get(id)).toMatchObject({ state: 'expired' });
  expect(await objectsIn(on, 'back-fills/')).toBe(0);
});

test('a chunk whose message was lost is woken; one that is not done in two days fails, and says how far it came', async () => {
  const hub = processOn(await ground(), { chunkRows: 2 });
  const mine = callerOn(hub);
  const { id } = await mine.handIn([titleRow(1), titleRow(2), titleRow(3)]);
  await look(hub.working, id, NOW);
  hub.room.sent.length = 0;
  await look(hub.working, id, NOW + 1000);
  expect(hub.room.sent.map(({ envelope }) => envelope.data)).toEqual([
    { backFill: id, chunk: 0 },
    { backFill: id, chunk: 1 },
  ]);
  hub.room.sent.length = 0;
  await look(hub.working, id, NOW + BACK_FILL_SECONDS.run * 1000);
  await pump(hub, NOW + BACK_FILL_SECONDS.run * 1000);
  expect(await mine.get(id)).toMatchObject({ state: 'failed', reason: 'not-done-in-time', progress: { done: 0 } });
});
