import { describe, expect, test } from 'vitest';
import { dueOf } from '#functions/cases/deadline.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { filed, resultOf } from './begun.ts';
import { BODIES, paper, restaurant, SIX } from './restaurant.ts';
import { casesWorld, XU } from './world.ts';

describe('a restaurant', () => {
  test('is taken at one window, decided by five bodies each for itself, put out once, and is due on 13 October', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    await world.to('2017-09-25 09:00');
    const accepted = await world.act(id, { act: 'accept' });
    expect(accepted.body).toMatchObject({
      state: 'accepted',
      clock: {
        light: 'green',
        dues: [
          { role: 'legal', date: '2017-12-01' },
          { role: 'promised', date: '2017-10-13', estimated: false },
        ],
      },
    });
    expect(accepted.body.tasks.map((task: { matter: string; state: string }) => [task.matter, task.state])).toEqual([
      ['company-setup', 'open'],
      ...['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'].map((matter) => [matter, 'waiting']),
    ]);

    // 先照后证: permits may be looked at, not decided, before the licence.
    const early = await world.act(
      id,
      { act: 'decide', task: 'food-licence', decision: 'approve' },
      { as: BODIES['food-licence'] },
    );
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
    await world.to('2017-09-26 10:00');
    await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' }, { as: BODIES['company-setup'] });
    const open = await world.get(id);
    expect(open.tasks.map(({ matter, clock }) => [matter, dueOf(clock)])).toEqual([
      ['company-setup', '2017-09-26'],
      ['food-licence', '2017-10-12'],
      ['fire-check', '2017-10-12'],
      ['shop-sign', '2017-09-30'],
      ['drainage-permit', '2017-09-30'],
    ]);
    await taken(world.act(id, resultOf('company-setup'), { as: BODIES['company-setup'] }));
    for (const [day, task] of [
      ['2017-09-30 09:00', 'shop-sign'],
      ['2017-09-30 15:00', 'drainage-permit'],
      ['2017-10-10 09:00', 'fire-check'],
      ['2017-10-12 16:00', 'food-licence'],
    ] as const) {
      await world.to(day);
      const { status } = await world.act(id, { act: 'decide', task, decision: 'approve' }, { as: BODIES[task] });
      expect([task, status]).toEqual([task, 200]);
    }
    expect(await world.get(id)).toMatchObject({ state: 'decided', decidedAt: '2017-10-12T08:00:00.000Z' });

    const without = await world.act(id, { act: 'put-out' });
    expect([without.status, without.body.errors.length]).toEqual([409, 4]);
    for (const [task, as] of Object.entries(BODIES)) await taken(world.act(id, resultOf(task), { as }));
    await world.to('2017-10-13 09:00');
    expect((await world.act(id, { act: 'put-out' })).body.state).toBe('output');
    await world.act(id, { act: 'deliver', way: 'courier', to: 'wang', waybill: 'EV000000001CN' });
    const closed = await world.act(id, { act: 'close' });
    expect(closed.body.state).toBe('closed');
    expect(caseRoutes.actOnCase.answer.safeParse(closed.body).error?.issues).toBeUndefined();

    const { body } = await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } });
    expect(body.items.map(({ n }: { n: number }) => n)).toEqual(body.items.map((_: unknown, i: number) => i + 1));
    expect(caseRoutes.listCaseEvents.answer.safeParse(body).error?.issues).toBeUndefined();
  });

  test('who accepts does not approve, who approves does not accept, and who has no part sees nothing', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    expect((await world.act(id, { act: 'accept' }, { as: 'officer-hu-min' })).status).toBe(403);
    await world.act(id, { act: 'accept' });
    expect((await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' })).status).toBe(403);
    const other = await world.act(
      id,
      { act: 'decide', task: 'company-setup', decision: 'approve' },
      { as: BODIES['fire-check'] },
    );
    expect(other.status).toBe(403);
    expect((await world.act(id, { act: 'accept' }, { as: 'officer-huang-yi' })).status).toBe(404);
    expect((await world.call('GET /v1/cases/{case}', { as: 'officer-huang-yi', params: { case: id } })).status).toBe(
      404,
    );
  });

  test('a decision before acceptance, or for a case that is not there, is refused and counted', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    const decision = { act: 'decide', task: 'company-setup', decision: 'approve' } as const;
    expect((await world.act(id, decision, { as: BODIES['company-setup'] })).status).toBe(409);
    await world.to('2017-09-25 09:00');
    await world.act(id, { act: 'accept' });
    const dated = { ...decision, decidedAt: '2017-09-25T08:55:00+08:00' };
    expect((await world.act(id, dated, { as: BODIES['company-setup'] })).body.detail).toContain('早于受理');
    expect((await world.act('330784-20170925-W00000000-0', decision, { as: BODIES['company-setup'] })).status).toBe(
      404,
    );
    const report = (as: string, query: object) =>
      world.call('GET /v1/refused-decisions', { as, query: { department: 'market-supervision', ...query } });
    const { body } = await report('officer-tong-bo', { limit: '2' });
    const rest = await report('officer-tong-bo', { limit: '2', cursor: body.next });
    expect(caseRoutes.listRefusedDecisions.answer.safeParse(body).error?.issues).toBeUndefined();
    expect([...body.items, ...rest.body.items].map((one: { cause: string }) => one.cause).toSorted()).toEqual([
      ...['decided-before', 'lifecycle', 'not-found'],
    ]);
    // Neither the hall nor the department's officers supervise.
    for (const as of [XU, BODIES['company-setup']]) expect((await report(as, {})).status).toBe(403);
  });
});

describe('tolerance', () => {
  test('only what the guide lists, by its date; the promised paper opens the way to results', async () => {
    const world = await casesWorld('2017-09-29 08:50');
    const id = await filed(
      world,
      SIX.filter((key) => !key.startsWith('shop-sign') && !key.startsWith('food-licence/layout')),
    );
    const main = await world.act(id, { act: 'accept', promises: ['shop-sign/picture', 'food-licence/layout'] });
    expect([main.status, main.body.errors]).toEqual([
      422,
      [{ field: '/promises/food-licence/layout', rule: 'material-not-tolerable' }],
    ]);
    await world.act(id, { act: 'hand-in', materials: [paper('food-licence/layout')] });
    const accepted = await world.act(id, { act: 'accept', promises: ['shop-sign/picture'] });
    expect(accepted.body.state).toBe('provisional');
    expect(accepted.body.materials.find(({ state }: { state: string }) => state === 'promised')).toMatchObject({
      due: '2017-10-12',
    });
    await world.to('2017-10-11 10:00');
    const kept = await world.act(id, { act: 'hand-in', materials: [paper('shop-sign/picture')] });
    expect(kept.body.state).toBe('in-progress');
    await world.to('2017-10-20 10:00');
    expect((await world.get(id)).state).toBe('in-progress');
  });

  test('not kept by the end of its day, acceptance is revoked; extended by a supervisor with a reason, it is not', async () => {
    const world = await casesWorld('2017-09-29 08:50');
    const one = await filed(
      world,
      SIX.filter((key) => !key.startsWith('shop-sign')),
    );
    const other = await filed(
      world,
      SIX.filter((key) => !key.startsWith('shop-sign')),
    );
    for (const id of [one, other]) await world.act(id, { act: 'accept', promises: ['shop-sign/picture'] });
    const longer = {
      act: 'extend-promise',
      material: 'shop-sign/picture',
      due: '2017-10-16',
      reason: '设计单位假期停工',
    } as const;
    expect((await world.act(other, longer)).status).toBe(403);
    expect((await world.act(other, longer, { as: 'officer-ge-lin' })).status).toBe(200);
    await world.to('2017-10-12 23:59');
    expect((await world.get(one)).state).toBe('provisional');
    await world.to('2017-10-13 00:01');
    expect((await world.get(one)).state).toBe('acceptance-revoked');
    expect((await world.get(other)).state).toBe('provisional');
    const late = await world.act(one, { act: 'hand-in', materials: [paper('shop-sign/picture')] });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    await world.to('2017-10-17 00:01');
    expect((await world.get(other)).state).toBe('acceptance-revoked');
  });
});

describe('commands', () => {
  test('the same command has one effect; the same key with another body is told', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const [first, again] = [await world.open(restaurant(), { key: 'k' }), await world.open(restaurant(), { key: 'k' })];
    expect(again.body).toEqual(first.body);
    expect((await world.open(restaurant({ channel: 'online' }), { key: 'k' })).body.code).toBe(
      'idempotency-key-reused',
    );
    const id = await filed(world);
    const accepted = await world.act(id, { act: 'accept' }, { key: 'a' });
    const repeated = await world.act(id, { act: 'accept' }, { key: 'a' });
    expect(repeated.body).toEqual(accepted.body);
    expect((await world.act(id, { act: 'accept' }, { key: 'b' })).status).toBe(409);
    expect((await world.act(id, { act: 'put-out' }, { key: 'a' })).body.code).toBe('idempotency-key-reused');
  });

  test('of two at once each is decided on the case as it stands', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const id = await filed(world);
    const both = await Promise.all([
      world.act(id, { act: 'accept' }),
      world.act(id, { act: 'refuse', reason: '不属于本窗口', basis: '行政许可法第三十二条' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('a long case costs what a short one costs', async () => {
    const world = await casesWorld('2017-09-25 08:50');
    const { body } = await world.open(restaurant());
    const visit = { act: 'note-visit', party: 'wang', place: 'yongkang-hall', reason: '咨询' } as const;
    for (let i = 0; i < 40; i += 1) await world.act(body.id, visit);
    world.counted.reset();
    const answer = await world.call('POST /v1/cases/{case}/acts', {
      as: XU,
      params: { case: body.id },
      body: visit,
      headers: { 'idempotency-key': 'last' },
    });
    expect(answer.body.visits).toHaveLength(41);
    expect(world.counted.calls).toEqual({ Query: 1, TransactWriteItems: 1 });
  });
});
