/** 一件事: a case of each of the four compositions comes to its end with one output. */
import { expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { pinnedMatters } from '#functions/cases/template.ts';
import { compositionOf } from '#functions/matters/figures.ts';
import { broughtAll, decided, officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { restaurant } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { type CasesWorld, casesWorld } from './world.ts';

const BEGINS = '2017-09-25 09:00';
const DAYS = ['2017-09-26 10:00', '2017-09-27 10:00'];
const single = (matter: string): Partial<OpenCase> => ({
  ...{ subject: { matter }, answers: {}, form: {}, onBehalf: 'li' },
  parties: [{ id: 'li', role: 'applicant', code: LI_NA, name: '李娜' }],
});
const STALL = { ...restaurant().answers, 'legal-form': 'sole-trader', area: 40, sign: false, sewer: false };
const accepted = async (world: CasesWorld, over: Partial<OpenCase>): Promise<string> => {
  const { id, parties } = await taken(world.open(restaurant(over)));
  const onBehalf = parties[0]?.id ?? '';
  await taken(world.act(id, { act: 'file', onBehalf }));
  await broughtAll(world, id, onBehalf);
  await taken(world.act(id, { act: 'accept' }));
  return id;
};
/** What of it has its turn, day after day; then one output. */
const finished = async (world: CasesWorld, id: string): Promise<void> => {
  for (const day of DAYS) {
    await world.to(day);
    for (const { matter, state } of (await world.get(id)).tasks)
      if (state === 'open' || state === 'in-progress') {
        await decided(world, id, matter);
        await resulted(world, id, matter).catch(() => undefined);
      }
  }
  for (const { matter, result } of (await world.get(id)).tasks) if (!result) await resulted(world, id, matter);
  await taken(world.act(id, { act: 'put-out' }));
  const to = (await world.get(id)).parties[0]?.id ?? '';
  await taken(world.act(id, { act: 'deliver', way: 'window', to }));
  await taken(world.act(id, { act: 'close' }));
};
const composed = async (world: CasesWorld, id: string) => {
  const found = await world.deps.cases.load(id);
  return found && compositionOf(pinnedMatters(world.matters, found));
};

test.each<[string, string, Partial<OpenCase>, number]>([
  ['1-1', 'the move of a household', single('household-move'), 1],
  ['1-n', 'a stall under 50 m² without sign or sewer: market supervision alone, twice', { answers: STALL }, 2],
  ['n-n', 'a restaurant', {}, 5],
])('%s: %s', async (kind, _name, over, tasks) => {
  const world = await casesWorld(BEGINS);
  const id = await accepted(world, over);
  expect([await composed(world, id), (await world.get(id)).tasks.length]).toEqual([kind, tasks]);
  await finished(world, id);
  const { state, tasks: ended } = await world.get(id);
  expect([state, ended.filter(({ result }) => result).length]).toEqual(['closed', tasks]);
  const types = (await world.events(id)).map(({ type }: { type: string }) => type);
  expect(types.filter((type: string) => type === 'file' || type === 'put-out')).toEqual(['file', 'put-out']);
});

test('n-1: the minimum living allowance: three bodies say what they know, one decides, and none of them stands outside the list', async () => {
  const world = await casesWorld(BEGINS);
  const id = await accepted(world, single('living-allowance'));
  expect(await composed(world, id)).toBe('n-1');
  const task = 'living-allowance';
  const as = officerOf(await world.get(id), task);
  const joint = ['human-resources', 'real-estate', 'taxation'] as const;
  const OFFICERS = {
    'human-resources': 'officer-mao-jun',
    'real-estate': 'officer-cheng-lan',
    taxation: 'officer-shi-wei',
  };
  for (const department of joint) {
    const question = { question: '家庭收入、财产状况', reason: '联合核对' };
    await taken(world.act(id, { act: 'consult', task, of: { department }, ...question }, { as }));
  }
  for (const [i, department] of joint.entries()) {
    const said = { opinion: 'agree', text: '无异常' } as const;
    const answer = { act: 'answer-consultation', task, consultation: i + 1, ...said } as const;
    await taken(world.act(id, answer, { as: OFFICERS[department] }));
  }
  const { consultations } = await world.get(id, as);
  expect(consultations.map(({ listed, answer }) => [listed, answer?.opinion])).toEqual(
    joint.map(() => [true, 'agree']),
  );
  const outside = { question: '是否经商', reason: '申报有临时摊位' };
  const other = await taken(
    world.act(id, { act: 'consult', task, of: { department: 'market-supervision' }, ...outside }, { as }),
  );
  expect(other.consultations.at(-1)).toMatchObject({ listed: false });
  await finished(world, id);
  const { state, tasks } = await world.get(id);
  expect([state, tasks.map(({ decision }) => decision)]).toEqual(['closed', ['approve']]);
});
