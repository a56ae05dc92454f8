/** 一次性告知: what a notice may name, and what silence and a case that is not mended come to. */
import { describe, expect, test } from 'vitest';
import { dueOf } from '#functions/cases/deadline.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { filed } from './begun.ts';
import { BODIES, paper } from './restaurant.ts';
import { at, casesWorld } from './world.ts';

describe('one notice', () => {
  const items = [{ item: 'food-licence/layout', what: '布局图未标注排烟口' }];

  test('a second one may not name what lay there; a supervisor may, with a reason', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    const given = await world.act(id, { act: 'give-notice', items, due: '2017-10-10' });
    expect(given.body).toMatchObject({ state: 'noticed', notices: [{ stage: 'acceptance', due: '2017-10-10' }] });
    await world.to('2017-09-26 09:00');
    expect((await world.act(id, { act: 'hand-in', materials: [paper('food-licence/layout')] })).body.state).toBe(
      'received',
    );

    const lay = [{ item: 'company-setup/lease', what: '租赁合同缺页' }];
    const again = {
      act: 'give-notice',
      items: lay,
      due: '2017-10-10',
      reason: '原件与复印件不一致，首次未能发现',
    } as const;
    expect((await world.act(id, again)).body.errors).toEqual([
      { field: '/items/0', rule: 'belonged-into-an-earlier-notice' },
    ]);
    const anew = await world.act(id, { act: 'give-notice', items, due: '2017-10-10' });
    expect(anew.status).toBe(200);
    await world.act(id, { act: 'hand-in', materials: [paper('food-licence/layout')] });
    expect((await world.act(id, again, { as: 'officer-ge-lin' })).status).toBe(200);
  });

  test('nor may a third one name what lay there unchanged at the second', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    const noticed = async (item: string) =>
      world.act(id, { act: 'give-notice', items: [{ item, what: '缺页' }], due: '2017-10-10' });
    const answered = async (...materials: readonly string[]) => {
      expect((await world.act(id, { act: 'hand-in', materials: materials.map(paper) })).body.state).toBe('received');
    };
    expect((await noticed('food-licence/layout')).status).toBe(200);
    await world.to('2017-09-26 09:00');
    await answered('food-licence/layout', 'company-setup/lease');
    await world.to('2017-09-26 10:00');
    expect((await noticed('food-licence/layout')).status).toBe(200);
    await world.to('2017-09-27 09:00');
    await answered('food-licence/layout');
    await world.to('2017-09-27 10:00');
    expect((await noticed('company-setup/lease')).body.errors).toEqual([
      { field: '/items/0', rule: 'belonged-into-an-earlier-notice' },
    ]);
    expect((await noticed('food-licence/layout')).status).toBe(200);
  });

  test('nothing said for five working days is acceptance on the day of receipt; nothing mended is withdrawal', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const silent = await filed(world);
    const noticed = await filed(world);
    await world.act(noticed, { act: 'give-notice', items, due: '2017-09-29' });
    await world.to('2017-09-30 00:01');
    expect((await world.get(noticed)).state).toBe('deemed-withdrawn');
    expect((await world.get(silent)).state).toBe('received');
    // 30 September was worked: the fifth working day.
    await world.to('2017-10-01 00:01');
    expect(await world.get(silent)).toMatchObject({
      state: 'accepted',
      acceptedAt: new Date(at('2017-09-25 08:50')).toISOString(),
    });
  });

  test('a task that is returned stands still alone', async () => {
    const world = await casesWorld('2017-09-25 09:00');
    const id = await filed(world);
    await world.act(id, { act: 'accept' });
    await world.to('2017-09-26 10:00');
    await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' }, { as: BODIES['company-setup'] });
    await world.to('2017-09-27 10:00');
    const back: CaseAct = {
      act: 'return-task',
      task: 'fire-check',
      items: [{ item: 'fire-check/fire-rules', what: '缺疏散图' }],
      due: '2017-10-16',
    };
    const returned = await world.act(id, back, { as: BODIES['fire-check'] });
    const states = ({ tasks }: { tasks: { matter: string; state: string }[] }) =>
      Object.fromEntries(tasks.map(({ matter, state }) => [matter, state]));
    expect(states(returned.body)).toMatchObject({
      'fire-check': 'returned',
      'food-licence': 'open',
      'shop-sign': 'open',
    });
    await world.to('2017-10-10 10:00');
    // All that it named has come: it goes on by itself, and nobody has to remember it.
    const resumed = await world.act(id, { act: 'hand-in', materials: [paper('fire-check/fire-rules')] });
    expect(resumed.body.tasks.find(({ matter }: { matter: string }) => matter === 'fire-check')).toMatchObject({
      state: 'in-progress',
      clock: { state: 'running' },
    });
    const clockOf = (name: string) =>
      resumed.body.tasks.find(({ matter }: { matter: string }) => matter === name).clock;
    expect([dueOf(clockOf('fire-check')), dueOf(clockOf('food-licence'))]).toEqual(['2017-10-20', '2017-10-12']);
  });
});
