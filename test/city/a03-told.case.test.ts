/** A3 told: who hears of a birth and of the entry, each once, no more than his grant gives, and the correction after what it corrects. */
import { expect, test } from 'vitest';
import { LI_NA, WANG_AN } from '#city/cast.ts';
import { BEGINS, BIRTH, certified, play } from '#infra/local/scenarios/a03-newborn.ts';
import { subscribed, TOLD, tellBirth, tellEntry } from '#infra/local/scenarios/a03-tells.ts';
import { tellingOf } from '#infra/local/scenarios/counters.ts';
import { inboxOf } from '#infra/local/scenarios/subscribing.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';

const [POLICE, SOCIAL_INSURANCE] = TOLD.map(inboxOf) as [string, string];
const HELD_FOR = { status: 503 };

/** What of events came to an endpoint, in the order of arrival: type, and what it says. */
const cameTo = async (world: CasesWorld, endpoint: string) =>
  (await world.inboxes()).messages
    .filter(({ url, type }) => url === endpoint && !type.startsWith('subscription.'))
    .map(({ type, data }) => [type, data.record]);
const birthOf = (childName: string) => ({
  ...{ mother: LI_NA, certificateNumber: 'Q330170911', childName, sex: 'male', bornOn: '2017-09-11' },
});

test('A3, told: the police hear of the certificate and social insurance of the entry, once each though every message comes twice, each what its own grant gives', async () => {
  const world = await casesWorld(BEGINS, undefined, 2);
  const [id = ''] = await play(world);
  const came = { police: await cameTo(world, POLICE), insurance: await cameTo(world, SOCIAL_INSURANCE) };
  expect(came).toEqual({
    police: [['birth.created', birthOf('王安')]],
    insurance: [['household.created', { holder: WANG_AN, name: '王安', local: true, registeredOn: '2017-09-26' }]],
  });
  expect(tellingOf(await world.told(), [])).toEqual({ told: 2, messages: 1 });
  // Told again, because its acknowledgement was lost, it is the same event.
  expect((await tellBirth(world, '王安')).body).toMatchObject({ state: 'known', number: 1 });
  expect(await cameTo(world, POLICE)).toHaveLength(1);
  // What was told is what the police are answered in the case, and each telling has its record.
  const asked = (await world.deps.cases.load(id))?.facts.find(({ matter }) => matter === 'birth-registration');
  expect(asked).toMatchObject({ resource: BIRTH, answer: { certificateNumber: 'Q330170911', childName: '王安' } });
  for (const { type, data, url } of (await world.inboxes()).messages)
    if (!type.startsWith('subscription.'))
      expect(await world.record(data.exchange)).toMatchObject({
        ...{ kind: 'event', consumer: url === POLICE ? 'public-security' : 'human-resources' },
      });
});

test('A3, told: nobody hears of a birth before the certificate is issued, and of no entry before it is made', async () => {
  const world = await casesWorld(BEGINS);
  await subscribed(world);
  await certified(world);
  expect([await cameTo(world, POLICE), await cameTo(world, SOCIAL_INSURANCE)]).toEqual([[], []]);
  await tellBirth(world, '王安');
  expect([await cameTo(world, POLICE), await cameTo(world, SOCIAL_INSURANCE)]).toMatchObject([
    [['birth.created', {}]],
    [],
  ]);
});

test('A3, told: a corrected name follows what it corrects, once, also where the police were not there for the first', async () => {
  const world = await casesWorld(BEGINS, undefined, 2);
  await subscribed(world);
  await certified(world);
  const inboxes = await world.inboxes();
  let away = true;
  inboxes.behave(POLICE, ({ type }) => (away && !type.startsWith('subscription.') ? HELD_FOR : { status: 204 }));
  await tellBirth(world, '王按');
  await tellBirth(world, '王安', 'changed');
  // The first is tried again and again; what corrects it waits for it.
  const types = async () => (await cameTo(world, POLICE)).map(([type]) => type);
  expect(new Set(await types())).toEqual(new Set(['birth.created']));
  expect(inboxes.effects(POLICE)).toEqual([]);
  away = false;
  await world.to('2017-09-25 16:00');
  expect(inboxes.effects(POLICE)).toEqual([1, 2]);
  expect((await cameTo(world, POLICE)).slice(-2)).toEqual([
    ['birth.created', birthOf('王按')],
    ['birth.changed', birthOf('王安')],
  ]);
});

test('A3, told: of the father nobody is told, social insurance is not told of the birth, and only who owns the record tells of it', async () => {
  const world = await casesWorld(BEGINS);
  await subscribed(world);
  const wanted = {
    ...{ resource: BIRTH, purpose: { kind: 'standing' as const, code: 'birth-entry-upkeep' }, fields: ['/mother'] },
    ...{ party: { role: 'applicant' as const }, target: { kind: 'pull' as const } },
  };
  const without = await world.subscribe(wanted, { as: 'human-resources-system', key: 'without-a-grant' });
  expect([without.status, without.body.code]).toEqual([403, 'exchange-denied']);
  const tell = (as: string, data: object) =>
    world.publish(
      BIRTH,
      {
        ...{ type: 'birth.created', subject: LI_NA, occurredAt: '2017-09-25T15:00:00+08:00', hops: [] },
        data: { ...birthOf('王安'), ...data },
      },
      { as, key: 'told-wrongly' },
    );
  // Not even the owner can say it in an event.
  for (const more of [{ father: '王强' }, { bornAt: '永康市妇幼保健院' }])
    expect((await tell('health-system', more)).body.errors).toEqual([{ field: '/data', rule: 'not-a-declared-leaf' }]);
  expect((await tell('public-security-system', {})).status).toBe(403);
  await tellEntry(world, '王安');
  expect([await cameTo(world, POLICE), (await cameTo(world, SOCIAL_INSURANCE)).length]).toEqual([[], 1]);
});
