import { expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import * as a09 from '#infra/local/scenarios/a09-insurance.ts';
import { countersOf, filledOf } from '#infra/local/scenarios/counters.ts';
import { paper } from '#infra/local/scenarios/restaurant.ts';
import { taken, XU } from '#infra/local/scenarios/stage.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';

const { MATTER, HISTORY, MARRIAGE, QUESTIONS } = a09;
const stateOf = async (world: CasesWorld, id: string, field: string) =>
  (await world.prefill(id)).find((one: { field: string }) => one.field === field);
const factOf = async (world: CasesWorld, id: string, resource: string) => {
  const fact = (await world.deps.cases.load(id))?.facts.find((one) => one.resource === resource);
  if (!fact) throw new Error('no fact');
  return fact;
};

test('A9: twelve of fourteen fields fill themselves in with source and time, without a copy, in three minutes instead of ten', async () => {
  const world = await casesWorld(a09.BEGINS);
  const [id = ''] = await a09.play(world);
  const [view, form, events] = [await world.get(id), await world.prefill(id), await world.events(id)];
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    state: 'closed',
    visits: 1,
    materials: 0,
    notices: 0,
  });
  const counted = filledOf(view, await world.trip(id), events);
  expect(counted).toEqual({ fields: 14, filled: 12, minutes: 3 });
  expect(1 - (counted.minutes ?? 10) / a09.BASELINE_MINUTES).toBeCloseTo(0.7);
  const sources = form.flatMap(({ source }: { source?: { resource: string; at: string } }) => source ?? []);
  expect(Object.groupBy(sources, ({ resource }: { resource: string }) => resource)).toMatchObject({
    'public-security/identity': { length: 3 },
    [HISTORY]: { length: 8 },
    [MARRIAGE]: { length: 1 },
  });
  expect(new Set(sources.map(({ at }: { at: string }) => at))).toEqual(new Set(['2025-09-22T06:01:00.000Z']));
  expect(view.form).toMatchObject({
    ...{ 'person.name': '李娜', 'person.code': LI_NA, 'person.marriage': 'married' },
    ...{ 'insurance.paidUntil': '2025-08', 'insurance.leftOn': '2025-08-31', 'insurance.grade': '60%' },
  });
});

test('A9: what was asked, by whom, when, which fields and for what stands in the record, and nothing else was asked', async () => {
  const world = await casesWorld(a09.BEGINS);
  const [id = ''] = await a09.play(world);
  const facts = (await world.deps.cases.load(id))?.facts ?? [];
  expect(facts.map(({ resource, fields }) => [resource, fields])).toEqual(
    QUESTIONS.map(({ resource, fields }) => [resource, fields]),
  );
  for (const { exchange, resource, fields } of facts)
    expect(await world.record(exchange)).toMatchObject({
      ...{ resource, fields, kind: 'exchange', case: id, matter: MATTER, party: 'applicant', found: true },
      ...{ consumer: 'one-window', officer: XU, at: Date.parse('2025-09-22T14:01:00+08:00') },
    });
});

test('A9, another purpose than the enrolment is refused, and so is what she earned; asked together with what is granted it is left out', async () => {
  const world = await casesWorld(a09.BEGINS);
  const id = await a09.scanned(world);
  const history = { matter: MATTER, resource: HISTORY, party: 'li' };
  const income = await world.ask(id, { ...history, fields: ['/base'] });
  expect([income.status, income.body.denial.rule]).toEqual([403, 'no-field-granted']);
  const both = await world.ask(id, { ...history, fields: ['/months', '/base'] });
  expect([both.status, both.body.fields, Object.keys(both.body.answer)]).toEqual([200, ['/months'], ['months']]);
  expect(await world.record(both.body.exchange)).toMatchObject({ fields: ['/months'] });
  const elsewhere = await world.ask(id, { ...history, resource: 'health/birth-record', fields: ['/void'] });
  expect([elsewhere.status, elsewhere.body.errors]).toEqual([422, [{ field: '/resources/0', rule: 'not-granted' }]]);
  const other = await world.ask(id, { ...history, matter: 'retirement', fields: ['/months'] });
  expect(other.status).toBe(403);
});

test('A9, the registry says married and she is divorced: her certificate counts, civil affairs has ten working days, the case waits for nobody', async () => {
  const world = await casesWorld(a09.BEGINS);
  const id = await a09.scanned(world);
  await a09.confirmed(world, id);
  const fact = await factOf(world, id, MARRIAGE);
  const material = `${MATTER}/marriage-proof`;
  const report = { subject: LI_NA, exchange: fact.exchange, fields: ['/state'], believed: '已于2025年6月离婚' };
  const doubt = (await world.doubt({ ...report, evidence: 'original-document' })).body;
  expect(doubt).toMatchObject({ owner: 'civil-affairs', reporter: 'one-window', state: 'reported', inDoubt: true });
  // 23 to 30 September are seven working days with Sunday the 28th; after the holiday 9, 10 and Saturday the 11th.
  expect(doubt.due).toMatchObject({ date: '2025-10-11', workdays: 10 });
  const fields = ['/state'];
  const dispute = { act: 'dispute-fact', fact: fact.exchange, fields, material, onBehalf: 'li' } as const;
  const said = { ...dispute, reason: '出示离婚证', doubt: doubt.id };
  expect((await world.act(id, said)).body.errors).toEqual([{ field: '/material', rule: 'material-missing' }]);
  await taken(world.act(id, { act: 'hand-in', materials: [paper(material)], onBehalf: 'li' }));
  await taken(world.act(id, said));
  await taken(
    world.act(id, { act: 'confirm-prefill', fields: [], typed: { 'person.marriage': 'divorced' }, onBehalf: 'li' }),
  );
  expect(await stateOf(world, id, 'person.marriage')).toMatchObject({ state: 'disputed', value: 'divorced' });
  await a09.enrolled(world, id);
  const view = await world.get(id);
  expect([view.state, view.form['person.marriage']]).toEqual(['closed', 'divorced']);
  expect((await world.events(id)).find(({ type }: { type: string }) => type === 'dispute-fact').data).toMatchObject({
    ...{ material, doubt: doubt.id, fields: ['/state'] },
  });
});

test('A9, a department is down: its fields stay empty, what she says is marked unverified, what is offered she need not say', async () => {
  const world = await casesWorld(a09.BEGINS);
  world.down.add(HISTORY);
  const id = await a09.scanned(world);
  expect(await stateOf(world, id, 'insurance.months')).toEqual({
    ...{ field: 'insurance.months', name: expect.anything(), matters: [MATTER], state: 'empty' },
  });
  await a09.confirmed(world, id);
  const type = (typed: Record<string, string | number>) =>
    world.act(id, { act: 'confirm-prefill', fields: [], typed, onBehalf: 'li' });
  expect((await type({ 'person.name': '李娜娜', 'insurance.rank': 1 })).body.errors).toEqual([
    { field: '/typed/person.name', rule: 'is-offered' },
    { field: '/typed/insurance.rank', rule: 'field-unknown' },
  ]);
  await taken(type({ 'insurance.months': 170 }));
  expect(await stateOf(world, id, 'insurance.months')).toMatchObject({ state: 'unverified', value: 170 });
  const states = Object.groupBy(await world.prefill(id), ({ state }: { state: string }) => state);
  expect([states.confirmed?.length, states.unverified?.length, states.empty?.length]).toEqual([4, 1, 7]);
  const waiting = (await world.call('GET /v1/cases', { as: XU, query: {} })).body.items[0].waiting;
  expect(waiting).toEqual([{ resource: HISTORY, state: 'retrying' }]);
  await a09.enrolled(world, id);
  expect((await world.get(id)).state).toBe('closed');
});
