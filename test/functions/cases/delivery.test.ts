/** 送达: ten working days from the decision until what was decided has reached who applied. */
import { expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { dueOf } from '#functions/cases/deadline.ts';
import { broughtAll, decided, resulted } from '#infra/local/scenarios/bodies.ts';
import { restaurant } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { ruleOf } from './begun.ts';
import { type CasesWorld, casesWorld, XU } from './world.ts';

const TASK = 'household-move';
const moved = async (world: CasesWorld): Promise<string> => {
  const parties = [{ id: 'li', role: 'applicant' as const, code: LI_NA, name: '李娜' }];
  const about = { subject: { matter: TASK }, answers: {}, form: {}, onBehalf: 'li', parties };
  const { id } = await taken(world.open(restaurant(about)));
  await broughtAll(world, id, 'li');
  await taken(world.act(id, { act: 'file', onBehalf: 'li' }));
  await taken(world.act(id, { act: 'accept' }));
  return id;
};
const listed = async (world: CasesWorld) => {
  const { body } = await world.call('GET /v1/cases', { as: XU, query: {} });
  return body.items.map(({ state, due, light }: Record<string, string>) => [state, due, light]);
};

test('from the decision the hall goes by the day on which it must have been handed over, in the list as in the case, and both are red when it was not', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const id = await moved(world);
  const [[, promised]] = await listed(world);
  await world.to('2017-09-26 10:00');
  await decided(world, id, TASK);
  const { clock, delivery } = await world.get(id);
  expect([clock?.state, dueOf(clock), dueOf(delivery)]).toEqual(['stopped', promised, '2017-10-16']);
  expect(await listed(world)).toEqual([['decided', '2017-10-16', 'green']]);
  // The list knows the day alone: yellow on the last two; the case from a fifth of its ten days.
  await world.to('2017-10-13 10:00');
  expect([await listed(world), (await world.get(id)).delivery?.light]).toEqual([
    [['decided', '2017-10-16', 'yellow']],
    'yellow',
  ]);
  await world.to('2018-05-28 10:00');
  expect([await listed(world), (await world.get(id)).delivery?.light]).toEqual([
    [['decided', '2017-10-16', 'red']],
    'red',
  ]);
});

test('it is over on the day on which it reached him, told late or not; no day before it lay ready and none to come is taken', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const id = await moved(world);
  await decided(world, id, TASK);
  await resulted(world, id, TASK);
  await world.to('2017-09-26 10:00');
  await taken(world.act(id, { act: 'put-out' }));
  await world.to('2017-10-30 10:00');
  const delivered = (receivedAt: string) =>
    world.act(id, { act: 'deliver', way: 'courier', to: 'li', waybill: 'EMS12345678', receivedAt });
  expect(ruleOf(await delivered('2017-09-26T09:59:00+08:00'))).toEqual([422, 'before-the-output']);
  expect(ruleOf(await delivered('2017-10-30T10:01:00+08:00'))).toEqual([422, 'not-in-the-future']);
  await taken(delivered('2017-10-13T15:00:00+08:00'));
  const { delivery } = await world.get(id);
  expect([delivery?.state, delivery?.light, dueOf(delivery)]).toEqual(['stopped', 'yellow', '2017-10-13']);
  expect(await listed(world)).toEqual([['delivered', undefined, 'green']]);
});

test('what is denied is handed over in the same time; who wants it no more is owed nothing', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const id = await moved(world);
  const denial = { decision: 'deny', reason: '无合法稳定住所', basis: '户口登记条例' } as const;
  await taken(world.act(id, { act: 'decide', task: TASK, ...denial }, { as: 'officer-lv-fang' }));
  expect((await world.get(id)).delivery).toMatchObject({ state: 'running', dues: [{ date: '2017-10-13' }] });
  await taken(world.act(id, { act: 'withdraw', reason: '不再办理', onBehalf: 'li' }));
  expect([(await world.get(id)).delivery?.state, await listed(world)]).toEqual(['stopped', []]);
});
