import { expect, test } from 'vitest';
import type { Notice } from '#schemas/notice.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { aboutLandlord, NOW, notices } from './world.ts';

const LIST = 'GET /v1/notices';
const GIVE = 'POST /v1/notices/{notice}/given';
const WAIVE = 'POST /v1/notices/{notice}/waived';
const officer = 'officer-hu-min';

const withOne = async () => {
  const room = await notices();
  const record = aboutLandlord();
  await room.take(record);
  return { ...room, params: { notice: record.id } };
};

test('a notice says in both languages who asked whom for what and on which ground, and of the person only the role', async () => {
  const { call } = await withOne();
  const { status, body } = await call(LIST, { as: officer, query: { case: 'case-1' } });
  expect(status).toBe(200);
  const [notice] = body.items as Notice[];
  expect(notice).toMatchObject({ state: 'due', party: 'landlord', consumer: 'market-supervision' });
  for (const word of ['永康市市场监督管理局', '不动产登记中心', '2026-11-20', '租赁合同'])
    expect(notice?.text.zh).toContain(word);
  expect(notice?.text.en).toContain('Yongkang Administration for Market Supervision');
  expect(notice).not.toHaveProperty('handle');
  expect(noticesRoutes.listNotices.answer.safeParse(body).error?.issues).toBeUndefined();
});

test('given once, with channel and officer; said again it stays as it was; a given one cannot be waived', async () => {
  const { call, params } = await withOne();
  const given = await call(GIVE, { as: officer, params, body: { channel: 'sms' } });
  expect(given.body).toMatchObject({ state: 'given', revision: 2, given: { channel: 'sms', by: officer } });
  expect((await call(GIVE, { as: officer, params, body: { channel: 'letter' } })).body).toEqual(given.body);
  const waived = await call(WAIVE, { as: officer, params, body: { reason: '已当面知悉', ground: '某法第一条' } });
  expect([waived.status, waived.body.code]).toEqual([409, 'conflict']);
  expect((await call(LIST, { as: officer })).body.items).toEqual([]);
});

test('a waived one says why and on which ground, and can still be given', async () => {
  const { call, params } = await withOne();
  const waived = await call(WAIVE, { as: officer, params, body: { reason: '已当面知悉', ground: '某法第一条' } });
  expect(waived.body).toMatchObject({ state: 'waived', waived: { reason: '已当面知悉', by: officer } });
  const given = await call(GIVE, { as: officer, params, body: { channel: 'letter' } });
  expect(given.body).toMatchObject({ state: 'given', waived: { ground: '某法第一条' }, given: { channel: 'letter' } });
});

test.each([
  ['the other department', 'officer-lou-yun', {}, 404],
  ['the department that was asked', 'officer-cheng-lan', {}, 404],
  ['nobody', 'nobody-system', {}, 403],
  ['an officer of the future', officer, { at: new Date(NOW + 60_000).toISOString() }, 400],
])('%s cannot close it', async (_who, as, over, status) => {
  const { call, params } = await withOne();
  expect((await call(GIVE, { as, params, body: { channel: 'app', ...over } })).status).toBe(status);
  expect((await call('GET /v1/notices/{notice}', { as: officer, params })).body.state).toBe('due');
});

test('two officers at once: one closes it, the other hears of it', async () => {
  const { call, params } = await withOne();
  const both = await Promise.all([
    call(GIVE, { as: officer, params, body: { channel: 'sms' } }),
    call(WAIVE, { as: officer, params, body: { reason: '已当面知悉', ground: '某法第一条' } }),
  ]);
  const { body } = await call('GET /v1/notices/{notice}', { as: officer, params });
  expect(both.map(({ status }) => status).sort()).toContain(200);
  expect(['given', 'waived']).toContain(body.state);
});

test('what is due is paged, oldest first', async () => {
  const room = await notices();
  for (let i = 0; i < 5; i += 1) await room.take(aboutLandlord({ at: NOW - 1000 * i }));
  const pages: Notice[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '2', ...(cursor ? { cursor } : {}) };
    const { body } = await room.call(LIST, { as: officer, query });
    pages.push(...body.items);
    cursor = body.next;
  } while (cursor);
  const times = pages.map(({ answeredAt }) => answeredAt);
  expect(times).toHaveLength(5);
  expect(times).toEqual(times.toSorted());
});
