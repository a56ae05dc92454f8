/** 疑义校核, through the running city: what is doubted is flagged for the person and nobody else, and three layers decide, each in its time. Moves the clock. */
import { beforeAll, expect, test } from 'vitest';
import type * as z from 'zod';
import { LI_NA, WANG_QIANG } from '#city/cast.ts';
import { endOfDay } from '#functions/kernel/workdays.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Pulled } from '#schemas/certificate.ts';
import type { DoubtView } from '#schemas/doubt.ts';
import type { Answered } from '#schemas/exchange.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { boot, call, HOMES, review, transfer } from './support.ts';

type Doubt = z.infer<typeof DoubtView>;
const AREA = '/titles/*/area';
const BELIEVED = '面积应为九十一点五平方米，见登记簿原件';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});
const as = async (who: string) => ({
  token: await (who.startsWith('officer-') ? city.officerToken(who) : city.token(who)),
});
const ask = async (who = LI_NA) =>
  (await call<Answered>(city, 'POST', HOMES, { ...(await as('housing-system')), body: review(who) })).body;
/** What was published is known to a function within 30 s; here at once. */
const flagged = async (who = LI_NA) => {
  city.pool.restart('onetrip-real-estate');
  return (await ask(who)).doubtful?.fields;
};
const report = async (who: string, key: string, body: object) =>
  call<Doubt>(city, 'POST', '/v1/doubts', { ...(await as(who)), body, headers: { 'idempotency-key': key } });
const get = async (id: string) => (await call<Doubt>(city, 'GET', `/v1/doubts/${id}`, await as('housing-system'))).body;
const step = async (id: string, who: string, event: string, more: object = {}) => {
  const body = { event, reason: '登记簿原件已核对', ...more };
  const {
    status,
    text,
    body: doubt,
  } = await call<Doubt>(city, 'POST', `/v1/doubts/${id}/steps`, {
    ...(await as(who)),
    body,
  });
  expect(status, text).toBe(200);
  return doubt.state;
};
/** The day on which it is due ends, and nobody has acted. */
const overdue = async (id: string, state: string) => {
  const { due } = await get(id);
  city.clock.advance(Math.max(0, endOfDay(due?.date ?? '') - city.clock.now()) + 60_000);
  await city.fire('due-drain');
  await expect.poll(async () => (await get(id)).state, { timeout: 60_000, interval: 200 }).toBe(state);
};

const doubtOf = async (key: string) => {
  const { exchange } = await ask();
  // An exchange can be doubted once its record is read.
  await city.settle();
  const body = { subject: LI_NA, exchange, fields: [AREA], believed: BELIEVED, evidence: 'original-document' };
  return report('housing-system', key, body);
};

test('reported: from now on each answer about her says so, about others none does; the owner answers in its time', async () => {
  const { status, body, text } = await doubtOf('doubt-1');
  expect([status, body.state, body.owner, body.due?.workdays]).toEqual([201, 'reported', 'real-estate', 10]);
  expect([text.includes(LI_NA), text.includes(BELIEVED)]).toEqual([false, false]);
  expect([await flagged(), (await ask(WANG_QIANG)).doubtful]).toEqual([[AREA], undefined]);
  const inbox = '/v1/doubts?role=owner&state=reported&limit=100';
  const mine = await call<{ items: Doubt[] }>(city, 'GET', inbox, await as('real-estate-system'));
  expect(mine.body.items.map(({ id }) => id)).toContain(body.id);
  const content = await call(city, 'GET', `/v1/doubts/${body.id}/content`, await as('real-estate-system'));
  expect(content.body).toMatchObject({ subject: LI_NA, believed: BELIEVED });
  expect(await step(body.id, 'real-estate-system', 'correct')).toBe('corrected');
  expect(await flagged()).toBeUndefined();
  const told = await call<{ items: Doubt[] }>(city, 'GET', '/v1/doubts?role=told', await as('housing-system'));
  expect(told.body.items.find(({ id }) => id === body.id)?.told).toEqual(
    expect.arrayContaining([expect.objectContaining({ department: 'housing' })]),
  );
});

test('confirmed, objected, consulted in vain, upheld by the data authority, ruled by the government: three layers', async () => {
  const { id } = (await doubtOf('doubt-2')).body;
  expect(await step(id, 'real-estate-system', 'confirm')).toBe('confirmed');
  expect(await flagged()).toBeUndefined();
  expect(await step(id, 'housing-system', 'object')).toBe('consulting');
  expect(await flagged()).toEqual([AREA]);
  expect(await step(id, 'housing-system', 'disagree')).toBe('with-authority');
  expect(await step(id, 'officer-li-yan', 'uphold')).toBe('confirmed');
  expect(await step(id, 'housing-system', 'appeal')).toBe('with-government');
  expect(await step(id, 'officer-li-yan', 'order', { document: '永政裁〔2026〕3号' })).toBe('to-be-corrected');
  expect(await step(id, 'real-estate-system', 'correct')).toBe('corrected');
});

test('after the pull of a certificate its fields are doubted by the record of the pull, and the next pull says so', async () => {
  const window = await as('one-window-system');
  const made = await call<{ identifier: string }>(city, 'POST', '/v1/certificates', {
    ...(await as('real-estate-system')),
    body: issueRequest({ number: '浙(2017)永康市不动产权第0090417号' }),
    headers: { 'idempotency-key': 'doubted' },
  });
  const pull = async () => {
    const body = { ...(await transfer(city)), level: 'fields', fields: ['/number', '/area'] };
    return (await call<Pulled>(city, 'POST', `/v1/certificates/${made.body.identifier}/pull`, { ...window, body }))
      .body;
  };
  const first = await pull();
  expect([first.data, first.doubtful]).toEqual([expect.objectContaining({ area: expect.anything() }), undefined]);
  await city.settle();
  const { holder } = await transfer(city);
  const body = {
    subject: holder,
    exchange: first.pull,
    fields: ['/area'],
    believed: BELIEVED,
    evidence: 'seen-on-site',
  };
  const reported = await report('one-window-system', 'doubt-3', body);
  expect(reported).toMatchObject({
    status: 201,
    body: { resource: 'certificates/real-estate-title', owner: 'real-estate' },
  });
  city.pool.restart('library');
  expect((await pull()).doubtful).toMatchObject({ fields: ['/area'], rule: { zh: expect.stringMatching(/有效证明/) } });
});

test('nobody answers: the clock hands it on to the data authority and then to the government, and the flag stays', async () => {
  const { id } = (await doubtOf('doubt-4')).body;
  await overdue(id, 'with-authority');
  await overdue(id, 'with-government');
  expect(await get(id)).toMatchObject({ inDoubt: true, due: { workdays: 20 } });
  expect(await flagged()).toEqual([AREA]);
  expect(await step(id, 'officer-li-yan', 'order', { document: '永政裁〔2026〕4号' })).toBe('to-be-corrected');
  expect(await step(id, 'real-estate-system', 'correct')).toBe('corrected');
  expect(city.engine.refusals()).toEqual([]);
});
