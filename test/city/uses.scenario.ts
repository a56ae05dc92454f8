/** 谁查询过我的数据, through the running city: what a citizen is told is the record, the look at it included, and how far it is complete is known. */
import { beforeAll, expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Uses } from '#schemas/uses.ts';
import { boot, call, HOMES, review } from './support.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

const MINUTE_MS = 60_000;
const GROUND = { kind: 'self', by: 'id-card-at-window', reference: 'CK3-20261120-0417' };

const list = async () => {
  const token = await city.officerToken('officer-shen-yue');
  const body = { subject: LI_NA, ground: GROUND, limit: 100 };
  const answer = await call<Uses & Record<string, unknown>>(city, 'POST', '/v1/uses', { token, body });
  expect([answer.status, answer.text.includes(LI_NA)]).toEqual([200, false]);
  return answer.body;
};

test('an exchange about her and the look at the list stand in the next list, in words and as they were recorded', async () => {
  const token = await city.token('housing-system', ['exchange']);
  const asked = await call<{ exchange: string }>(city, 'POST', HOMES, { token, body: review() });
  expect(asked.status).toBe(200);
  await city.settle();
  const first = await list();
  const [use] = first.items;
  expect(use?.record).toMatchObject({ id: asked.body.exchange, consumer: 'housing', provider: 'real-estate' });
  expect(use?.text.zh).toMatch(/永康市住房和城乡建设局因“公共租赁住房年度复核”向永康市自然资源和规划局/);
  await city.settle();
  const second = await list();
  // One page: the scenarios before have asked about her more than a hundred times.
  const expected = [first.exchange, ...first.items.map(({ record }) => record.id)].slice(0, second.items.length);
  expect(second.items.length).toBeGreaterThan(1);
  expect(second.items.map(({ record }) => record.id)).toEqual(expected);
  expect(second.items[0]?.record).toMatchObject({ kind: 'uses', ground: 'self/id-card-at-window/CK3-20261120-0417' });
});

test('others may not ask, and the portal asks for whom it has signed in', async () => {
  const body = { subject: LI_NA, ground: { kind: 'self', by: 'portal-level-3', reference: 'ZWFW-20261120-0417' } };
  const portal = await call(city, 'POST', '/v1/uses', { token: await city.token('one-window-system'), body });
  expect(portal.status).toBe(200);
  const officer = await city.officerToken('officer-xu-qing');
  expect((await call(city, 'POST', '/v1/uses', { token: officer, body })).status).toBe(403);
});

test('beats go the records’ way, and after some minutes the list says up to when it is complete', async () => {
  let until: string | undefined;
  for (let minutes = 0; minutes < 40 && until === undefined; minutes += 1) {
    city.clock.advance(MINUTE_MS);
    await city.fire('uses-beat');
    // Each arrives in its own minute: one that is late holds the list back.
    await city.settle();
    if (minutes >= 20) until = (await list()).completeUntil;
  }
  expect(until).toBeDefined();
  expect(city.clock.now() - Date.parse(until ?? '')).toBeLessThan(26 * MINUTE_MS);
  expect(city.engine.refusals()).toEqual([]);
});
