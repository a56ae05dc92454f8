import { expect, test } from 'vitest';
import { paper, restaurant, SIX } from './restaurant.ts';
import { casesWorld, XU } from './world.ts';

test('work lists: the hall sees its cases, a body its tasks, what is due first first, and nothing that is done', async () => {
  const world = await casesWorld('2017-09-25 08:50');
  const { id } = (await world.open(restaurant())).body;
  await world.act(id, { act: 'hand-in', materials: SIX.map(paper) });
  await world.act(id, { act: 'file' });
  await world.act(id, { act: 'accept' });
  const list = async (as: string) => (await world.call('GET /v1/cases', { as, query: {} })).body.items;
  expect(await list(XU)).toMatchObject([{ id, state: 'accepted', due: '2017-10-13', light: 'green' }]);
  expect(await list('officer-hu-min')).toMatchObject([
    { id, task: 'company-setup', due: '2017-09-26', light: 'yellow' },
  ]);
  expect(await list('officer-fang-yuan')).toEqual([]);
  await world.to('2017-09-26 10:00');
  await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' }, { as: 'officer-hu-min' });
  expect(await list('officer-fang-yuan')).toMatchObject([{ id, task: 'fire-check', due: '2017-10-12' }]);
  // 先照后证: the number of its licence is still to be recorded.
  const left = (await list('officer-hu-min')).map(({ task }: { task: string }) => task);
  expect(left).toEqual(['company-setup', 'food-licence']);
  await world.act(id, { act: 'withdraw', reason: '不再经营', onBehalf: 'wang' });
  expect(await Promise.all([XU, 'officer-hu-min', 'officer-fang-yuan'].map(list))).toEqual([[], [], []]);
});
