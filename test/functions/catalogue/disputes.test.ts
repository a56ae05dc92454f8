import { beforeEach, describe, expect, test } from 'vitest';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { authority, type City, provider } from './calls.ts';
import { grantInput, quickHub } from './hub.ts';

const consumer = 'health-system';
const params = { grant: 'health-title' };
const DAY = 86_400_000;
const midnight = (date: string) => Date.parse(`${date}T00:00:00+08:00`) + DAY;
type Calls = Pick<City, 'call'>;
let city: City;
beforeEach(async () => {
  city = await quickHub();
});

const act = (on: Calls, name: string, as: string, body: object = {}, ifMatch?: string) =>
  on.call(`PUT /v1/grants/{grant}${name}`, { as, params, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
const applied = async (on: Calls = city) => {
  await act(on, '', consumer, { ...grantInput, until: '2028-01-01T00:00:00+08:00' }, '"0"');
  await act(on, '/formal-check', authority, { outcome: 'complete' });
};
const refusedGrant = async (on: Calls = city) => {
  await applied(on);
  await act(on, '/decision', provider, { outcome: 'refused', reason: '用途不明', basis: '政务数据共享条例' });
};
const raise = (as = consumer, on: Calls = city) => act(on, '/dispute', as, { reason: '履职确需' });
const ID = 'health-title-d3';
const happen = (event: string, as: string, more: object = {}, on: Calls = city, dispute = ID) =>
  on.call('POST /v1/disputes/{dispute}/events', { as, params: { dispute }, body: { event, reason: '理由', ...more } });
const list = async (query: Record<string, string>, as: string) =>
  (await city.call('GET /v1/disputes', { as, query })).body.items.map(({ id }: { id: string }) => id);

describe('raised', () => {
  test('by the consumer after a refusal, once, and then led by the two departments first', async () => {
    await refusedGrant();
    expect(await raise(provider)).toMatchObject({ status: 403, body: { denial: { rule: 'not-the-consumer' } } });
    const raised = await raise();
    expect(raised).toMatchObject({
      status: 200,
      body: {
        id: ID,
        about: 'refusal',
        state: 'consultation',
        consumer: 'health',
        provider: 'real-estate',
        due: { date: '2026-11-27', rule: { id: 'dispute-consultation-2024' } },
        decision: { outcome: 'refused', reason: '用途不明' },
        steps: [{ event: 'raise', by: consumer, reason: '履职确需' }],
      },
    });
    expect(await raise()).toEqual(raised);
    expect(await city.timersAt(midnight('2026-11-27'))).toEqual([`catalogue#${ID}#consultation`]);
    expect((await city.grant('health-title'))?.application?.dispute).toBe(ID);
  });

  test('after silence too, but not before the time has run out', async () => {
    await applied();
    expect(await raise()).toMatchObject({ status: 409 });
    city.pass(midnight('2026-12-04') - Date.parse('2026-11-20T09:00:00+08:00') - 1);
    expect(await raise()).toMatchObject({ status: 409 });
    city.pass(1);
    expect(await raise()).toMatchObject({ status: 200, body: { about: 'silence', id: 'health-title-d2' } });
  });

  test('seen by its parties and the data authority, by nobody else', async () => {
    await refusedGrant();
    await raise();
    for (const as of [consumer, provider, authority])
      expect(await list({ state: 'consultation' }, as), as).toEqual([ID]);
    expect(await list({}, 'fire-system')).toEqual([]);
    const get = (as: string) => city.call('GET /v1/disputes/{dispute}', { as, params: { dispute: ID } });
    expect(await get('fire-system')).toMatchObject({ status: 404 });
    expect(await get(consumer)).toMatchObject({ status: 200 });
  });
});

describe('led through its layers', () => {
  beforeEach(async () => {
    await refusedGrant();
    await raise();
  });

  test('the provider gives in: the grant is in force', async () => {
    expect(await happen('concede', consumer)).toMatchObject({ status: 403 });
    expect(await happen('concede', provider)).toMatchObject({ body: { state: 'settled' } });
    expect(await city.shown('health-title')).toMatchObject({ state: 'active', revision: 5 });
    const grant = await city.grant('health-title');
    expect(grant).not.toHaveProperty('ended');
    expect(grant?.application?.decision?.done).toMatchObject({ outcome: 'agreed', by: provider });
    expect(await city.timersAt(Date.parse('2028-01-01T00:00:00+08:00'))).toEqual(['catalogue#health-title']);
    expect(await happen('concede', provider)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await happen('escalate', consumer)).toMatchObject({ status: 409 });
  });

  test('up to the data authority after an answer, or after silence, not before', async () => {
    expect(await happen('escalate', consumer)).toMatchObject({
      status: 422,
      body: { errors: [{ rule: 'answer-until:2026-11-27' }] },
    });
    expect(await happen('decide', authority, { outcome: 'share' })).toMatchObject({ status: 409 });
    expect(await happen('answer', provider)).toMatchObject({
      body: { state: 'consultation', revision: 2, due: { date: '2026-11-27' } },
    });
    expect(await happen('answer', provider)).toMatchObject({ body: { revision: 2 } });
    expect(await happen('escalate', consumer)).toMatchObject({
      body: { state: 'authority', due: { date: '2026-12-04', workdays: 10 } },
    });
    expect(await happen('decide', provider, { outcome: 'uphold' })).toMatchObject({
      status: 403,
      body: { denial: { rule: 'not-a-party' } },
    });
    expect(await happen('decide', authority)).toMatchObject({ status: 400 });
    const decided = await happen('decide', authority, { outcome: 'share', basis: '政务数据共享条例' });
    expect(decided).toMatchObject({ body: { state: 'decided' } });
    expect(decided.body).not.toHaveProperty('due');
    expect(await city.shown('health-title')).toMatchObject({ state: 'active' });
  });

  test('a decision that upholds leaves the grant refused, and a new objection finds a closed dispute', async () => {
    await happen('answer', provider);
    await happen('escalate', consumer);
    await happen('decide', authority, { outcome: 'uphold' });
    expect(await city.shown('health-title')).toMatchObject({ state: 'refused' });
    expect(await raise()).toMatchObject({ status: 200, body: { id: 'health-title-d4', state: 'consultation' } });
  });

  test('coordination fails: the government of the level decides, and the data authority enters it with its number', async () => {
    await happen('answer', provider);
    await happen('escalate', consumer);
    expect(await happen('refer', authority)).toMatchObject({ body: { state: 'government', due: { workdays: 20 } } });
    expect(await happen('rule', authority, { outcome: 'share' })).toMatchObject({
      status: 400,
      body: { errors: [{ rule: 'document-of-a-ruling' }] },
    });
    expect(await happen('rule', authority, { outcome: 'share', document: '永政办〔2026〕12号' })).toMatchObject({
      body: {
        state: 'decided',
        steps: expect.arrayContaining([expect.objectContaining({ event: 'rule', document: '永政办〔2026〕12号' })]),
      },
    });
    expect(await city.shown('health-title')).toMatchObject({ state: 'active' });
  });

  test('withdrawn it is over, and the refusal stands', async () => {
    expect(await happen('withdraw', consumer)).toMatchObject({ body: { state: 'withdrawn' } });
    expect(await happen('answer', provider)).toMatchObject({ status: 409 });
    expect(await city.shown('health-title')).toMatchObject({ state: 'refused' });
  });

  test('a layer whose time runs out is on the list, and the consumer may go on', async () => {
    const at = midnight('2026-11-27');
    const fire = (when: number) =>
      city.events(
        { v: 1, id: `x@${when}`, type: 'dispute.overdue', at: when, data: { dispute: ID, state: 'consultation' } },
        when,
      );
    await fire(at - 1);
    expect(await list({ overdue: 'true' }, authority)).toEqual([]);
    for (const _ of [1, 2]) await fire(at);
    expect(await list({ overdue: 'true' }, authority)).toEqual([ID]);
    city.pass(8 * DAY);
    expect(await happen('escalate', consumer)).toMatchObject({ body: { state: 'authority' } });
    expect(await list({ overdue: 'true' }, authority)).toEqual([]);
  });

  test('what cannot be given any more is not given by a dispute either', async () => {
    city.pass(Date.parse('2028-01-02T00:00:00+08:00') - Date.parse('2026-11-20T09:00:00+08:00'));
    expect(await happen('concede', provider)).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/until', rule: 'in-the-past' }] },
    });
    expect(await city.call('GET /v1/disputes/{dispute}', { as: consumer, params: { dispute: ID } })).toMatchObject({
      body: { state: 'consultation' },
    });
  });
});

test('crash at every await boundary of a decision for sharing: dispute and grant change together, and the repeat completes', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const running = await quickHub(crash);
    await refusedGrant(running.healthy);
    await raise(consumer, running.healthy);
    await happen('answer', provider, {}, running.healthy);
    await happen('escalate', consumer, {}, running.healthy);
    const decide = (on: Calls) => happen('decide', authority, { outcome: 'share' }, on);
    await decide(running).catch(() => undefined);
    const [dispute, grant] = [await running.healthy.registry.get('dispute', ID), await running.grant('health-title')];
    expect([dispute?.state, grant?.state]).toEqual(
      dispute?.state === 'decided' ? ['decided', 'active'] : ['authority', 'refused'],
    );
    crash.at(Number.POSITIVE_INFINITY);
    expect(await decide(running.healthy)).toMatchObject({ status: 200, body: { state: 'decided', revision: 4 } });
    expect(await running.shown('health-title')).toMatchObject({ state: 'active', revision: 5 });
  });
  expect(boundaries).toBeGreaterThanOrEqual(10);
});
