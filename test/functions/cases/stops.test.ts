/** 不予受理、不予登记情形: how far a stop reaches, and when it must have been asked. */
import { expect, test } from 'vitest';
import { correctDecision } from '#functions/cases/acts/duties.ts';
import { assertAsked, assertMayAccept, assertNotStopped, stopsOf, unasked } from '#functions/cases/stops.ts';
import { fallingWith } from '#functions/cases/tasks.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { acceptedRestaurant, BEGINS } from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import type { ActBody } from '#schemas/case-act.ts';
import type { Matter } from '#schemas/matter.ts';
import { casesWorld } from './world.ts';

type Stop = NonNullable<Matter['stops']>[number];
const CERTIFICATE = 'health/health-certificate';
const STOP: Stop = {
  ...{ resource: CERTIFICATE, pointer: '/valid', is: false, before: 'decision' },
  ...{ why: { zh: '健康证明失效', en: 'not in force' }, basis: '样例' },
};

/** A restaurant under way, whose food licence has these stops; `said`: what was answered of the applicant. */
const restaurant = async (stops: Stop[], said?: { found: boolean; answer?: unknown }) => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const found = await world.deps.cases.load(id);
  if (!found) throw new Error('no case');
  const matters: IndexedMatters = {
    ...world.matters,
    pinned: (matter, version) => {
      const one = world.matters.pinned(matter, version);
      return one && matter === 'food-licence' ? { ...one, stops } : one;
    },
  };
  const fact = {
    ...{ exchange: '5f0c4a4e-6d0b-4d7a-9a53-0e6f6b1a7c22', matter: 'food-licence', resource: CERTIFICATE },
    ...{ party: 'wang', found: true, fields: ['/valid'], answeredAt: world.now(), addedAt: world.now(), ...said },
  };
  return { matters, found: said ? { ...found, facts: [fact] } : found };
};
const FOREIGNER = 'XXA-P1234567';
const REFUSED = expect.objectContaining({ code: 'conflict' });

test('a stop of one matter leaves its siblings alone, and the matter that it waits for', async () => {
  const { matters, found } = await restaurant([STOP], { found: true, answer: { valid: false } });
  expect(stopsOf(matters, found)).toMatchObject([{ matter: 'food-licence', tasks: ['food-licence'] }]);
  expect(() => assertNotStopped(matters, found, 'food-licence')).toThrow(REFUSED);
  for (const { matter } of found.tasks.filter(({ matter: one }) => one !== 'food-licence')) {
    expect(() => assertNotStopped(matters, found, matter)).not.toThrow();
    expect(() => assertAsked(matters, found, matter)).not.toThrow();
  }
});

test('what is asked for the decision keeps nobody from being accepted; what is asked before acceptance does', async () => {
  const said = { found: true, answer: { valid: false } };
  const later = await restaurant([STOP], said);
  expect(() => assertMayAccept(later.matters, later.found)).not.toThrow();
  const { before: _later, ...rest } = STOP;
  const early = await restaurant([rest], said);
  expect(() => assertMayAccept(early.matters, early.found)).toThrow(REFUSED);
});

test('a foreign document is looked for nowhere, but what is known of whoever has it stops him as anybody', async () => {
  const abroad = ({ matters, found }: Awaited<ReturnType<typeof restaurant>>) => ({
    matters,
    found: { ...found, parties: found.parties.map((one) => (one.id === 'wang' ? { ...one, code: FOREIGNER } : one)) },
  });
  const untold = abroad(await restaurant([STOP]));
  expect(unasked(untold.matters, untold.found, 'food-licence')).toEqual([]);
  const told = abroad(await restaurant([STOP], { found: true, answer: { valid: false } }));
  expect(() => assertNotStopped(told.matters, told.found, 'food-licence')).toThrow(REFUSED);
});

test('it must be asked in its time, of whom it names, and about what it is', async () => {
  const none = await restaurant([STOP]);
  expect(unasked(none.matters, none.found)).toEqual([]);
  expect(unasked(none.matters, none.found, 'food-licence')).toEqual([
    { field: `/parties/wang/${CERTIFICATE}`, rule: 'not-asked' },
  ]);
  const landlord = await restaurant([{ ...STOP, of: ['landlord'] }], { found: true, answer: { valid: false } });
  expect(stopsOf(landlord.matters, landlord.found)).toEqual([]);
  // Nobody stands in the case as who must be asked about.
  const seller = await restaurant([{ ...STOP, of: ['seller'], needed: true }]);
  expect(unasked(seller.matters, seller.found, 'food-licence')).toEqual([
    { field: `/parties/seller/${CERTIFICATE}`, rule: 'not-asked' },
  ]);
  const silent = await restaurant([STOP], { found: true, answer: { number: '1' } });
  expect(unasked(silent.matters, silent.found, 'food-licence')).toHaveLength(1);
  const nobody = await restaurant([STOP], { found: false });
  expect([stopsOf(nobody.matters, nobody.found), unasked(nobody.matters, nobody.found, 'food-licence')]).toEqual([
    [],
    [],
  ]);
});

test('a denial is not corrected to an approval while a stop stands', async () => {
  const { matters, found } = await restaurant([STOP], { found: true, answer: { valid: false } });
  const denied = {
    decision: { decision: 'deny', at: found.openedAt, by: 'officer-kong-yue' },
    state: 'denied',
  } as const;
  const tasks = found.tasks.map((task) => (task.matter === 'food-licence' ? { ...task, ...denied } : task));
  const body: ActBody<'correct-decision'> = {
    ...{ act: 'correct-decision', task: 'food-licence', decision: 'approve', cause: 'fact', reason: '更正' },
  };
  const correct = (by: IndexedMatters) => () =>
    correctDecision.decide({ ...found, tasks }, body, { matters: by } as Parameters<typeof correctDecision.decide>[2]);
  expect(correct(matters)).toThrow(
    expect.objectContaining({ extra: expect.objectContaining({ cause: 'stopped-by-registry' }) }),
  );
});

test.each<[string, Pick<Stop, 'from' | 'until'>, number]>([
  ['from an earlier day on', { from: '2017-01-01' }, 1],
  ['not yet', { from: '2099-01-01' }, 0],
  ['no more', { until: '2017-01-01' }, 0],
])('it holds by the day of filing: %s', async (_, dates, stands) => {
  const { matters, found } = await restaurant([{ ...STOP, ...dates }], { found: true, answer: { valid: false } });
  expect(stopsOf(matters, found)).toHaveLength(stands);
});

test('with the registration of a sale falls what is done for its sake, and what waits for it; not the other way round', async () => {
  const world = await casesWorld(a02.BEGINS);
  const found = await world.deps.cases.load(await a02.filedHouse(world));
  if (!found) throw new Error('no case');
  expect(fallingWith(found, a02.REGISTRATION).toSorted()).toEqual(found.tasks.map(({ matter }) => matter).toSorted());
  expect(fallingWith(found, 'utility-accounts')).toEqual(['utility-accounts']);
});
