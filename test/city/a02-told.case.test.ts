/** A2, after the entry: the old certificate ends in the transaction in which the new one begins, and who is granted it hears of the change of title, once. */
import { expect, test } from 'vitest';
import { CHEN_HOME, castTitles, LI_NA } from '#city/cast.ts';
import * as a02 from '#infra/local/scenarios/a02-asked.ts';
import { decideHouse, REGISTRATION, TAX } from '#infra/local/scenarios/a02-house.ts';
import { countersOf, tellingOf } from '#infra/local/scenarios/counters.ts';
import { inboxOf } from '#infra/local/scenarios/subscribing.ts';
import { type CasesWorld, casesWorld } from '#test/functions/cases/world.ts';

const HERS = castTitles.find(({ unitNumber }) => unitNumber === CHEN_HOME);
const NUMBER = '浙(2017)永康市不动产权第0023401号';

/** What of events came to a body, in the order of arrival: type, and what it says. */
const cameTo = async (world: CasesWorld, department: string) =>
  (await world.inboxes()).messages
    .filter(({ url, type }) => url === inboxOf(department) && !type.startsWith('subscription.'))
    .map(({ type, data }) => [type, data.record]);

test('A2, told: tax, housing, water, power and gas hear of the change of title once each though every message comes twice, each what its own grant gives', async () => {
  const world = await casesWorld(a02.BEGINS, undefined, 2);
  const [id = ''] = await a02.play(world);
  const account = { holder: LI_NA, holderName: '李娜', unitNumber: CHEN_HOME, location: HERS?.location };
  const registeredOn = '2017-09-25';
  const said = {
    taxation: { holder: LI_NA, unitNumber: CHEN_HOME, registeredOn },
    housing: { holder: LI_NA, holderName: '李娜', unitNumber: CHEN_HOME, certificateNumber: NUMBER, registeredOn },
    ...{ 'water-supply': account, 'power-supply': account, 'gas-supply': account },
  };
  expect(a02.TOLD).toEqual(Object.keys(said));
  for (const [department, record] of Object.entries(said))
    expect([department, await cameTo(world, department)]).toEqual([department, [['title.changed', record]]]);
  expect(tellingOf(await world.told(), [])).toEqual({ told: 5, messages: 1 });
  // Told again, because its acknowledgement was lost, it is the same event.
  expect((await a02.tell(world, id)).body).toMatchObject({ state: 'known', number: 1 });
  expect(tellingOf(await world.told(), [])).toEqual({ told: 5, messages: 1 });
  for (const { type, data } of (await world.inboxes()).messages)
    if (!type.startsWith('subscription.')) expect(await world.record(data.exchange)).toMatchObject({ kind: 'event' });
  const trip = await world.trip(id);
  expect(countersOf(world.matters, await world.get(id), trip)).toMatchObject({ state: 'closed', awaited: 0 });
  const accounts = trip.papers.notAskedFor.find(({ material }) => material === 'utility-accounts/title-and-identity');
  expect(accounts?.exchanges).toHaveLength(1);
});

test('A2, told: nobody hears of it before the entry, nobody who is not granted it, and only the register tells', async () => {
  const world = await casesWorld(a02.BEGINS);
  await a02.subscribed(world);
  await a02.held(world);
  const id = await a02.paidAndAsked(world);
  expect(tellingOf(await world.told(), [])).toEqual({});
  const wanted = {
    ...{ resource: 'real-estate/title', purpose: { kind: 'standing' as const, code: 'family-upkeep' } },
    ...{ fields: ['/unitNumber'], party: { role: 'buyer' as const }, target: { kind: 'pull' as const } },
  };
  const refused = await world.subscribe(wanted, { as: 'civil-affairs-system', key: 'without-a-grant' });
  expect([refused.status, refused.body.code]).toEqual([403, 'exchange-denied']);
  const event = { type: 'title.changed', subject: LI_NA, occurredAt: '2017-09-25T10:44:00+08:00', hops: [] };
  const other = await world.publish(
    'real-estate/title',
    { ...event, data: { holder: LI_NA, unitNumber: CHEN_HOME } },
    { as: 'taxation-system', key: `of-${id}` },
  );
  expect(other.status).toBe(403);
});

test('A2 and the library: the seller’s title is replaced in the transaction in which the buyer’s is issued; case and library name the same certificates', async () => {
  const world = await casesWorld(a02.BEGINS);
  await a02.subscribed(world);
  const old = await a02.held(world);
  const id = await a02.paidAndAsked(world);
  await world.to('2017-09-25 10:38');
  await decideHouse(world, id, REGISTRATION);
  expect(await world.certificate(old)).toMatchObject({ state: '01' });
  world.counted.reset();
  const { certificate = '' } = await a02.exchanged(world, old)(await world.get(id));
  // One transaction writes both; none stands between them.
  expect(world.counted.calls.TransactWriteItems).toBe(1);
  expect(await world.certificate(old)).toMatchObject({ state: '04', supersededBy: certificate });
  expect(await world.certificate(certificate)).toMatchObject({ state: '01', supersedes: old });
  // Asked for once more it is the same one, and hers is not replaced twice.
  expect(await a02.exchanged(world, old)(await world.get(id))).toEqual({ certificate });
});

test('A2 and the library: what the case ends in lies there, and of hers nothing is valid any more', async () => {
  const world = await casesWorld(a02.BEGINS);
  const [id = ''] = await a02.play(world);
  const { tasks } = await world.get(id);
  const resultOf = async (matter: string) =>
    world.certificate(tasks.find((task) => task.matter === matter)?.result?.certificate ?? '');
  const title = await resultOf(REGISTRATION);
  expect(title).toMatchObject({ type: 'real-estate-title', state: '01' });
  expect(await resultOf(TAX)).toMatchObject({ type: 'tax-payment', state: '01' });
  expect(await world.certificate(title?.supersedes ?? '')).toMatchObject({ state: '04', type: 'real-estate-title' });
  // Her own proof of 2011 was pulled there, and the register looked there whether the buyer has paid.
  const pulls = (await world.trip(id)).travelled.filter(({ kind }) => kind === 'pull');
  expect(pulls.map(({ what, party }) => [what.id, party])).toEqual([
    ['certificates/tax-payment', 'seller'],
    ['certificates/tax-payment', 'buyer'],
  ]);
  for (const { exchange } of pulls) expect(await world.record(exchange)).toMatchObject({ kind: 'pull', case: id });
});
