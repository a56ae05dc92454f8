/** 办理渠道 through a case: by an agent, at a machine, and at a window that goes on serving after hours 继续办. */
import { expect, test } from 'vitest';
import { ZHOU_LEI } from '#city/cast.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseParty } from '#schemas/case.ts';
import { filed } from './begun.ts';
import { paper, restaurant, SIX } from './restaurant.ts';
import { casesWorld } from './world.ts';

const agent = {
  ...{ id: 'zhou', role: 'agent', code: ZHOU_LEI, name: '周磊', ground: '受托代办' },
  mandate: { scope: ['apply', 'supplement', 'collect'], until: '2017-12-31' },
} satisfies CaseParty;

test('an agent files it under his mandate and brings what is wanted; nobody else comes, and no visit is counted', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const { parties } = restaurant();
  const { id } = (await world.open(restaurant({ channel: 'agent', parties: [...parties, agent] }))).body;
  expect(id).toMatch(/^\d{6}-20170925-A/);
  await taken(world.act(id, { act: 'hand-in', materials: SIX.map(paper), onBehalf: 'zhou' }));
  await taken(world.act(id, { act: 'file', onBehalf: 'zhou' }));
  const view = await taken(world.act(id, { act: 'accept' }));
  expect([view.state, view.channel, view.visits]).toEqual(['accepted', 'agent', []]);
  expect((await world.trip(id)).visits).toMatchObject({ after: 0, once: true, noted: [] });
});

test('by an agent is only where there is one: neither opened nor amended without', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const { parties } = restaurant();
  const missing = [422, [{ field: '/channel', rule: 'agent-missing' }]];
  const alone = await world.open(restaurant({ channel: 'agent' }));
  expect([alone.status, alone.body.errors]).toEqual(missing);
  const { id } = await taken(world.open(restaurant({ channel: 'agent', parties: [...parties, agent] })));
  const amended = await world.act(id, { act: 'amend', parties: [...parties], onBehalf: 'wang' });
  expect([amended.status, amended.body.errors]).toEqual(missing);
});

test.each([
  ['in the evening', '2017-09-25 20:10', '2017-10-13'],
  ['on a Saturday that is not worked', '2017-09-23 10:00', '2017-10-12'],
])('%s the hall accepts as at noon, and the promise counts from that day', async (_, moment, due) => {
  const world = await casesWorld(moment);
  const id = await filed(world);
  const view = await taken(world.act(id, { act: 'accept' }));
  expect(view.acceptedAt).toBe(new Date(world.now()).toISOString());
  expect(view.clock?.dues.find(({ role }) => role === 'promised')?.date).toBe(due);
});
