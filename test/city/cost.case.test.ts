import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, ZHOU_LEI } from '#city/cast.ts';
import { unitsOf } from '#infra/local/proxy/capacity.ts';
import { acceptedRestaurant, BEGINS, licensedRestaurant, playInFull } from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import * as a06 from '#infra/local/scenarios/a06-tolerance.ts';
import { BODIES, paper, restaurant, SIX } from '#infra/local/scenarios/restaurant.ts';
import type { Stage } from '#infra/local/scenarios/stage.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { lengthened } from '#test/functions/cases/lengthened.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';

const FULL = process.env.ONETRIP_FULL === '1';

/** Write units as AWS bills them, of every call from now on. */
const metered = ({ client }: CasesWorld) => {
  const units = { write: 0 };
  const middleware =
    (next: (args: unknown) => Promise<unknown>, context: { commandName?: string }) => async (args: unknown) => {
      const { request } = args as { request: { body: Uint8Array } };
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      const answer = await next(args);
      units.write += unitsOf(
        { operation, json: JSON.parse(new TextDecoder().decode(request.body)) } as never,
        200,
        {},
      ).write;
      return answer;
    };
  client.middlewareStack.add(middleware as never, { step: 'finalizeRequest', name: 'metered', override: true });
  return units;
};

/** A command without the relay behind it. */
const command = async (world: CasesWorld, id: string, body: CaseAct, as: string) => {
  const units = metered(world);
  world.counted.reset();
  const { status } = await world.call('POST /v1/cases/{case}/acts', {
    ...{ as, params: { case: id }, body },
    headers: { 'idempotency-key': `counted-${body.act}` },
  });
  return { status, calls: { ...world.counted.calls }, units: units.write };
};

test('a command on a case of three hundred events is two calls and at most six write units, as on a short one', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  await lengthened(world, id, 300);
  expect((await world.get(id)).revision).toBe(300);
  await world.to('2017-09-26 10:00');
  const licence = { document: { number: '91330784MA000TE13N', name: { zh: '营业执照', en: 'licence' } } };
  const SET_UP = { task: 'company-setup', as: BODIES['company-setup'] };
  for (const [body, as] of [
    [{ act: 'give-opinion', task: SET_UP.task, opinion: 'agree', text: '材料齐全，符合法定形式' }, SET_UP.as],
    [{ act: 'decide', task: SET_UP.task, decision: 'approve' }, SET_UP.as],
    [{ act: 'record-result', task: SET_UP.task, result: licence }, SET_UP.as],
    [{ act: 'note-visit', party: 'wang', place: 'yongkang-hall', reason: '咨询' }, XU],
  ] as [CaseAct, string][]) {
    const { status, calls, units } = await command(world, id, body, as);
    expect([body.act, status, calls]).toEqual([body.act, 200, { Query: 1, TransactWriteItems: 1 }]);
    expect([body.act, units >= 4 && units <= 6]).toEqual([body.act, true]);
  }
});

test('no command of A1, A2 and A6 is more than six write units', async () => {
  for (const of of [
    { BEGINS, play: playInFull },
    { BEGINS: a02.BEGINS, play: a02.playInFull },
    { BEGINS: a06.BEGINS, play: a06.play },
  ]) {
    const world = await casesWorld(of.BEGINS);
    const most: Record<string, number> = {};
    let key = 0;
    const act: Stage['act'] = async (id, body, { as = XU } = {}) => {
      const units = metered(world);
      key += 1;
      const headers = { 'idempotency-key': `weighed-${key}` };
      const answer = await world.call('POST /v1/cases/{case}/acts', { as, params: { case: id }, body, headers });
      most[body.act] = Math.max(most[body.act] ?? 0, units.write);
      await world.relayed(id, answer.body.revision);
      return answer;
    };
    await of.play({ ...world, act });
    expect(Object.entries(most).filter(([, units]) => units > 6)).toEqual([]);
  }
});

test('acceptance with a promise is one read more, for one applicant as for three, whatever bars stand or were lifted; without one none; to lift the bar of three costs what it costs of one', async () => {
  const world = await casesWorld(a06.BEGINS);
  const many = ['li', 'zhou', 'chen'].map((id, i) => ({
    ...{ id, role: 'applicant' as const, code: [LI_NA, ZHOU_LEI, CHEN_FUYING][i] ?? '', name: id },
  }));
  const accept: CaseAct = { act: 'accept', promises: [a06.PICTURE] };
  const three = { Query: 1, BatchGetItem: 1, TransactWriteItems: 1 };
  const one = await a06.filedWithout(world, a06.PICTURE);
  expect((await command(world, one, accept, XU)).calls).toEqual(three);
  const { id } = (await world.open(restaurant({ parties: many, onBehalf: 'li' }))).body;
  await world.act(id, {
    act: 'hand-in',
    materials: SIX.filter((key) => key !== a06.PICTURE).map(paper),
    onBehalf: 'li',
  });
  await world.act(id, { act: 'file', onBehalf: 'li' });
  const accepted = await command(world, id, accept, XU);
  expect([accepted.status, accepted.calls]).toEqual([200, three]);
  const whole = await a06.filedWithout(world);
  expect((await command(world, whole, { act: 'accept' }, XU)).calls).toEqual({ Query: 1, TransactWriteItems: 1 });
  for (const each of [one, id]) await world.relayed(each, (await world.get(each)).revision);
  await world.to('2017-10-13 09:00');
  const lift: CaseAct = { act: 'lift-tolerance-bar', reason: '非申请人所致' };
  for (const each of [one, id]) {
    const lifted = await command(world, each, lift, 'officer-ge-lin');
    expect([lifted.status, lifted.calls]).toEqual([200, { Query: 1, TransactWriteItems: 1 }]);
    expect(lifted.units).toBe(6);
  }
  // Who looks afterwards, from a case of three hundred events, reads none of the cases that barred them.
  const again = async () => {
    const next = (await world.open(restaurant({ parties: many, onBehalf: 'li' }))).body.id;
    const materials = SIX.filter((key) => key !== a06.PICTURE).map(paper);
    await world.act(next, { act: 'hand-in', materials, onBehalf: 'li' });
    await world.act(next, { act: 'file', onBehalf: 'li' });
    return next;
  };
  const [second, third, fourth] = [await again(), await again(), await again()];
  await lengthened(world, second, 300);
  for (const next of [second, third]) {
    const asked = await command(world, next, accept, XU);
    expect([asked.status, asked.calls, asked.units <= 6]).toEqual([200, three, true]);
    await world.relayed(next, (await world.get(next)).revision);
  }
  await world.to('2017-10-27 09:00');
  expect((await world.get(third)).toleranceBar).toBeDefined();
  const refused = await command(world, fourth, accept, XU);
  expect([refused.status, refused.calls]).toEqual([409, { Query: 1, BatchGetItem: 1, GetItem: 1 }]);
});

/** Cases of others in the same table and in the same work lists. */
const crowded = async (others: number): Promise<CasesWorld> => {
  const world = await casesWorld(BEGINS);
  const items = Array.from({ length: others }, (_, i) => {
    const id = `330784-20170901-W${String(i).padStart(8, '0')}-0`;
    const line = { v: 1, id, state: 'accepted', subject: { bundle: 'catering' }, due: '2017-12-29' };
    return ['one-window', 'market-supervision', 'fire'].map((department) => ({
      PutRequest: { Item: { pk: `work#${department}`, sk: `2017-12-29#${id}#`, department, ...line } },
    }));
  }).flat();
  for (let i = 0; i < items.length; i += 25)
    await world.client.send(new BatchWriteCommand({ RequestItems: { [world.table]: items.slice(i, i + 25) } }));
  return world;
};

test('a case beside ten thousand others costs as many calls as beside a hundred', async () => {
  const counts = [];
  for (const others of [100, FULL ? 10_000 : 300]) {
    const world = await crowded(others);
    world.counted.reset();
    const id = await licensedRestaurant(world);
    const { body } = await world.call('GET /v1/cases', { as: XU, query: {} });
    expect(body.items[0]).toMatchObject({ id });
    counts.push({ ...world.counted.calls });
  }
  expect(counts[1]).toEqual(counts[0]);
});
