/** 视为受理: until when the hall may speak, by which law, and from when what it was silent about counts as accepted. */
import { expect, test } from 'vitest';
import { hubActor } from '#functions/cases/actors.ts';
import { dueOf } from '#functions/cases/deadline.ts';
import { happen } from '#functions/cases/perform.ts';
import { shortestTerm } from '#functions/matters/terms.ts';
import { filedHouse } from '#infra/local/scenarios/a02-house.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { MatterCatalogue } from '#schemas/matter-catalogue.ts';
import { catalogue, matters } from '../matters/city.ts';
import { paper, restaurant, SIX } from './restaurant.ts';
import { at, type CasesWorld, casesWorld, KEYS, snapshot } from './world.ts';

const filed = async (world: CasesWorld): Promise<string> => {
  const { id } = await taken(world.open(restaurant()));
  await taken(world.act(id, { act: 'hand-in', materials: SIX.map(paper) }));
  await taken(world.act(id, { act: 'file' }));
  return id;
};

test('after a notice silence accepts from the day on which all that it named had come, and not five working days before they are over', async () => {
  const world = await casesWorld('2017-09-18 09:00');
  const id = await filed(world);
  const items = ['food-licence/layout', 'food-licence/rules'].map((item) => ({ item, what: '未签字' }));
  await taken(world.act(id, { act: 'give-notice', items, due: '2017-10-20' }));
  await world.to('2017-10-12 10:00');
  await taken(world.act(id, { act: 'hand-in', materials: [paper('food-licence/layout')], onBehalf: 'wang' }));
  await world.to('2017-10-16 10:00');
  await taken(world.act(id, { act: 'hand-in', materials: [paper('food-licence/rules')], onBehalf: 'wang' }));
  await world.to('2017-10-23 23:59');
  expect((await world.get(id)).state).toBe('received');
  await world.to('2017-10-24 00:01');
  const { state, acceptedAt, clock } = await world.get(id);
  expect([state, acceptedAt]).toEqual(['accepted', '2017-10-16T02:00:00.000Z']);
  expect([dueOf(clock), clock?.light]).toEqual(['2017-10-30', 'green']);
});

test('whoever says that it is accepted by silence: not before the term is over', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const found = await world.deps.cases.load(await filed(world));
  if (!found) throw new Error('no case');
  const said = (now: string) =>
    happen(
      found,
      { act: 'deem-accepted' },
      {
        ...{ now: at(now), actor: hubActor(found), as: ['hub'], keys: KEYS },
        ...{ matters: world.matters, calendars: snapshot.clocks.calendars },
      },
    ).event;
  const early = expect.objectContaining({ extra: expect.objectContaining({ cause: 'not-due' }) });
  // Saturday 30 September is worked.
  for (const now of ['2017-09-25 09:01', '2017-09-30 23:59']) expect(() => said(now)).toThrow(early);
  expect(said('2017-10-01 00:00').data).toMatchObject({
    ...{ receivedAt: '2017-09-25T09:00:00+08:00', due: '2017-09-30', basis: '行政许可法第三十二条、第八十二条' },
  });
});

test('once the last day is over nothing is wanting any more and nothing is refused, though the timer has not come yet', async () => {
  const world = await casesWorld('2017-09-25 09:00');
  const id = await filed(world);
  world.timers.clear();
  const items = [{ item: 'food-licence/layout', what: '未签字' }];
  const notice = { act: 'give-notice', items, due: '2017-10-20' } as const;
  const refusal = { act: 'refuse', reason: '不属于本机关职权范围', basis: '行政许可法第三十二条' } as const;
  await world.to('2017-10-01 00:00');
  for (const body of [notice, refusal]) {
    const late = await world.act(id, body);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('已视为受理')]);
  }
});

test('a house is to be spoken of on the spot: filed on a Saturday, by the end of Monday', async () => {
  const world = await casesWorld('2017-10-14 10:00');
  const id = await filedHouse(world);
  await world.to('2017-10-16 23:59');
  expect((await world.get(id)).state).toBe('received');
  await world.to('2017-10-17 00:01');
  expect(await world.get(id)).toMatchObject({ state: 'accepted', acceptedAt: '2017-10-14T02:00:00.000Z' });
});

test.each([
  ['a licence', ['food-licence'], '2017-09-25', 5, '行政许可法'],
  ['what is neither licence nor has a law of its own', ['proof-of-title'], '2017-09-25', 5, '行政许可法'],
  ['a house', ['existing-house-registration'], '2017-09-25', 0, '不动产登记暂行条例第十七条'],
  ['a house before that law', ['existing-house-registration'], '2015-02-28', 5, '行政许可法'],
  ['a company until 2022', ['company-setup'], '2022-02-28', 5, '行政许可法'],
  ['a company since', ['company-setup'], '2022-03-01', 0, '市场主体登记管理条例'],
  ['several: the shortest', ['food-licence', 'existing-house-registration'], '2017-09-25', 0, '不动产登记'],
] as const)('%s: so many working days, by its own law', (_, ids, day, length, basis) => {
  const of = ids.flatMap((id) => matters.versions(id).at(-1) ?? []);
  expect(shortestTerm(matters, 'silence', of, day)).toMatchObject({
    length,
    basis: expect.stringContaining(basis),
  });
});

test('a rule for a matter that is not there is not published', () => {
  const terms = {
    silence: [{ from: '2020-01-01', matters: ['nothing'], unit: 'working-days', length: 1, basis: '无' }],
  };
  expect(MatterCatalogue.safeParse({ ...catalogue, terms }).error?.issues).toMatchObject([
    { message: 'term-of-unknown-matter' },
  ]);
});
