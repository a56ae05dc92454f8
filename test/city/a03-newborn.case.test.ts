import { expect, onTestFinished, test } from 'vitest';
import { LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import { dueOf } from '#functions/cases/deadline.ts';
import { encode } from '#functions/departments/protocols/charset.ts';
import { startHouseholdSystem } from '#infra/local/departments/public-security/household.ts';
import {
  accountOf,
  asked,
  BEGINS,
  BIRTH,
  CARD,
  certified,
  entered,
  finished,
  HOUSEHOLD,
  play,
} from '#infra/local/scenarios/a03-newborn.ts';
import { decided, officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { declared, enter } from '#infra/local/scenarios/household-entry.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseView } from '#schemas/case.ts';
import { type CasesWorld, casesWorld, XU } from '#test/functions/cases/world.ts';

const ENTRY = 'birth-registration';
const INSURANCE = 'resident-insurance';
const states = ({ tasks }: CaseView) => Object.fromEntries(tasks.map(({ matter, state }) => [matter, state]));
const taskOf = ({ tasks }: CaseView, matter: string) => tasks.find((task) => task.matter === matter);
const eventsOf = async (world: CasesWorld, id: string): Promise<{ type: string; at: string; data: object }[]> =>
  (await world.call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items;

test('A3: by telephone, without a visit; nothing is decided before the entry that it needs', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  expect(countersOf(world.matters, await world.get(id), await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 0, materials: 0, forms: 1, notices: 0, tasks: 6, approved: 6, results: 6 },
    ...{ travelled: 10, notAskedFor: 13 },
    ...{ due: '2017-09-30', decidedOn: '2017-09-28' },
  });
  expect((await world.get(id)).tasks.map(({ matter, decidedAt }) => [matter, decidedAt?.slice(0, 10)])).toEqual([
    ['birth-certificate', '2017-09-25'],
    ['vaccination-record', '2017-09-25'],
    [ENTRY, '2017-09-26'],
    [INSURANCE, '2017-09-27'],
    ['social-security-card', '2017-09-28'],
    ['birth-repayment', '2017-09-28'],
  ]);
  const order = (await eventsOf(world, id)).flatMap(({ type, data }) =>
    type === 'decide' ? [(data as { task: string }).task] : [],
  );
  expect(order.indexOf('birth-certificate')).toBeLessThan(order.indexOf(ENTRY));
  for (const later of [INSURANCE, 'social-security-card', 'birth-repayment'])
    expect(order.indexOf(ENTRY)).toBeLessThan(order.indexOf(later));
});

test('A3: hospital, civil affairs, police and insurance are asked, each by the body that decides, for its own task, under a ticket and a record', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world);
  const { travelled, failed, papers } = await world.trip(id);
  expect(failed).toEqual([]);
  expect(travelled.map(({ what, matter, party }) => [matter, what.id, party])).toEqual([
    ['birth-certificate', 'public-security/identity', 'mother'],
    ['birth-certificate', 'public-security/identity', 'father'],
    ['vaccination-record', BIRTH, 'mother'],
    [ENTRY, BIRTH, 'mother'],
    [ENTRY, 'civil-affairs/marriage', 'mother'],
    [ENTRY, HOUSEHOLD, 'child'],
    [INSURANCE, HOUSEHOLD, 'child'],
    ['social-security-card', HOUSEHOLD, 'child'],
    ['birth-repayment', 'human-resources/insurance-history', 'mother'],
    ['birth-repayment', CARD, 'mother'],
  ]);
  const consumers = { [ENTRY]: 'public-security', 'social-security-card': 'human-resources' };
  for (const { exchange, matter, what } of travelled) {
    const by = matter === ENTRY && what.id === HOUSEHOLD ? undefined : consumers[matter as keyof typeof consumers];
    const record = { kind: 'exchange', case: id, matter, found: true, consumer: by ?? 'one-window' };
    expect(await world.record(exchange)).toMatchObject(record);
  }
  // The parents are married to each other, and the father is the one whom the certificate names.
  const facts = (await world.deps.cases.load(id))?.facts ?? [];
  const answerOf = (matter: string, resource: string) =>
    facts.find((one) => one.matter === matter && one.resource === resource)?.answer;
  expect(answerOf(ENTRY, 'civil-affairs/marriage')).toMatchObject({ married: true, spouse: WANG_QIANG });
  expect(answerOf(ENTRY, BIRTH)).toMatchObject({ childName: '王安', bornOn: '2017-09-11', father: '王强' });
  // What travelled stands in the place of a paper; the other ten are one of these once more, or lie with the body itself.
  const spared = papers.notAskedFor.filter(({ exchanges = [] }) => exchanges.length > 0);
  expect(spared.map(({ material }) => material).toSorted()).toEqual([
    'birth-certificate/parents-identity',
    'birth-registration/marriage',
    'vaccination-record/birth-certificate',
  ]);
  // Father and child did not apply: of each only yes or no is heard, and a notice is due.
  const notices = (await world.notices('GET /v1/notices', { as: XU, query: { case: id } })).body.items;
  expect(notices.map(({ party, fields }: { party: string; fields: string[] }) => [party, fields])).toEqual([
    ['spouse', ['/living']],
    ['child', ['/local']],
    ['child', ['/local']],
  ]);
});

test('A3, before the entry there is no page: insurance is answered that nothing is found, and asks again', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  const last = async () => (await world.trip(id)).travelled.at(-1);
  await asked(world, id, INSURANCE);
  expect(await last()).toMatchObject({ what: { id: HOUSEHOLD }, found: false });
  await world.to('2017-09-26 15:00');
  await entered(world, id);
  await asked(world, id, INSURANCE);
  expect(await last()).toMatchObject({ what: { id: HOUSEHOLD }, found: true });
});

test('A3, the parents are not married: nobody asks civil affairs, no marriage certificate is wanted, and the child is entered all the same', async () => {
  const world = await casesWorld(BEGINS);
  const [id = ''] = await play(world, { wedlock: false });
  const [view, { travelled, papers }] = [await world.get(id), await world.trip(id)];
  expect([view.state, states(view)[ENTRY]]).toEqual(['closed', 'approved']);
  expect(travelled.map(({ what }) => what.id)).not.toContain('civil-affairs/marriage');
  expect(travelled).toHaveLength(9);
  const all = [...papers.asked, ...papers.notAskedFor].map(({ material }) => material);
  expect([all.length, all]).toEqual([12, expect.not.arrayContaining([`${ENTRY}/marriage`])]);
});

test('A3, the registry has no page of the household: an image of it is the one paper that is asked for, and nobody comes', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  await decided(world, id, ENTRY);
  await resulted(world, id, ENTRY);
  const as = officerOf(await world.get(id), INSURANCE);
  const asked = { matter: INSURANCE, resource: 'public-security/household', party: 'child' } as const;
  const material = `${INSURANCE}/household`;
  for (const at of ['15:05', '15:10', '15:25', '16:25', '20:25']) {
    await world.to(`2017-09-25 ${at}`);
    await taken(world.act(id, { act: 'fact-failed', ...asked, cause: 'department-answer-invalid' }, { as }));
  }
  const image = 'h'.repeat(43);
  await world.uploaded(id, image);
  const sent = { material, medium: 'electronic' as const, files: [image] };
  await taken(world.act(id, { act: 'hand-in', materials: [sent], onBehalf: 'mother' }));
  const instead = { act: 'settle-fact', failure: 0, way: 'upload', material, note: '户籍库无影像' } as const;
  await taken(world.act(id, instead, { as }));
  await decided(world, id, INSURANCE);
  const { papers, visits, failed } = await world.trip(id);
  expect([papers.after, papers.asked.map((one) => one.material), visits.after]).toEqual([1, [material], 0]);
  expect(failed).toMatchObject([{ tries: 5, outcome: 'upload', material }]);
});

test('A3, the account for the repayment is hers or not, as the issuer of her card says; its number is in no answer, record or trip', async () => {
  const say = async (account?: string) => {
    const world = await casesWorld(BEGINS);
    const id = await certified(world, account === undefined ? {} : { account });
    await world.to('2017-09-26 15:00');
    await entered(world, id);
    await asked(world, id, 'birth-repayment');
    const answer = (await world.deps.cases.load(id))?.facts.find(({ resource }) => resource === CARD)?.answer;
    const trip = await world.trip(id);
    const { exchange = '' } = trip.travelled.find(({ what }) => what.id === CARD) ?? {};
    const shown = JSON.stringify([answer, trip, await world.record(exchange)]);
    expect(shown).not.toContain(account ?? accountOf(LI_NA));
    return answer;
  };
  expect(await say()).toEqual({ active: true, matches: true });
  expect(await say(accountOf(WANG_QIANG))).toEqual({ active: true, matches: false });
});

test('A3, insurance is not decided while the household entry is not made', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'open', [INSURANCE]: 'waiting' });
  await expect(decided(world, id, INSURANCE)).rejects.toThrow('409');
});

test('A3, the father does not confirm: it waits, he is reminded, it lapses; what the hospital issued is not undone', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  const items = [{ item: 'form.father-confirms', what: '父亲未在申请表上确认姓名' }];
  await taken(world.act(id, { act: 'return-task', task: ENTRY, items }, { as: 'officer-lv-fang' }));
  await world.to('2017-09-27 23:59');
  const reminders = async () => (await eventsOf(world, id)).filter(({ type }) => type === 'remind-task');
  expect(await reminders()).toEqual([]);
  await world.to('2017-09-28 09:00');
  expect(await reminders()).toMatchObject([{ at: '2017-09-27T16:00:00.000Z', data: { task: ENTRY, items } }]);
  await world.to('2017-10-25 23:59');
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'returned', [INSURANCE]: 'waiting' });
  await world.to('2017-10-26 09:00');
  const view = await world.get(id);
  expect(states(view)).toEqual({
    'birth-certificate': 'approved',
    'vaccination-record': 'approved',
    [ENTRY]: 'ended',
    [INSURANCE]: 'ended',
    'social-security-card': 'ended',
    'birth-repayment': 'ended',
  });
  expect(view.state).toBe('decided');
  expect(view.tasks.filter(({ result }) => result).map(({ matter }) => matter)).toEqual([
    'birth-certificate',
    'vaccination-record',
  ]);
  const lapse = (await eventsOf(world, id)).at(-1);
  expect(lapse).toMatchObject({
    type: 'lapse-task',
    data: { task: ENTRY, reason: expect.stringContaining('2017-10-25') },
  });
  expect(await reminders()).toHaveLength(1);
  expect((await taken(world.act(id, { act: 'put-out' }))).state).toBe('output');
});

test('A3, he confirms after the reminder: the entry goes on and nothing lapses', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  const items = [{ item: 'form.father-confirms', what: '父亲未在申请表上确认姓名' }];
  await taken(world.act(id, { act: 'return-task', task: ENTRY, items }, { as: 'officer-lv-fang' }));
  await world.to('2017-09-29 09:00');
  await taken(world.act(id, { act: 'resume-task', task: ENTRY }));
  await decided(world, id, ENTRY);
  await world.to('2017-10-27 09:00');
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'approved', [INSURANCE]: 'open' });
});

test('A3, the number of the child comes late: the clock of the insurance stands still until it is there', async () => {
  const world = await casesWorld(BEGINS);
  const id = await certified(world);
  await world.to('2017-09-26 15:00');
  await decided(world, id, ENTRY);
  const before = await world.get(id);
  expect(dueOf(taskOf(before, INSURANCE)?.clock)).toBe('2017-09-27');
  const as = officerOf(before, INSURANCE);
  await taken(world.act(id, { act: 'pause-clock', task: INSURANCE, reason: 'prerequisite' }, { as }));
  await world.to('2017-09-29 15:00');
  const paused = await world.get(id);
  expect(taskOf(paused, INSURANCE)?.clock).toMatchObject({
    state: 'paused',
    reasons: ['prerequisite'],
  });
  expect(dueOf(taskOf(paused, 'social-security-card')?.clock)).toBe('2017-09-28');
  await taken(world.act(id, { act: 'resume-clock', task: INSURANCE }, { as }));
  expect(dueOf(taskOf(await world.get(id), INSURANCE)?.clock)).toBe('2017-09-30');
});

test('A3, the household system of the police lacks 𠮷: it is refused by name before anything is sent, the case waits, and goes on in GB18030', async () => {
  const system = await startHouseholdSystem();
  onTestFinished(() => system.stop());
  const world = await casesWorld(BEGINS);
  const id = await certified(world, { name: '王𠮷' });
  await world.to('2017-09-26 15:00');
  await asked(world, id, ENTRY);

  // What it can write goes in; of 王𠮷 not one byte leaves the hub, and no sign stands for what is lacking.
  await enter(system.secret(), { code: LI_NA, name: '李娜' }, 'before');
  expect(await declared(world, id, system.secret())).toBe(false);
  expect([system.heard, system.entries.map(({ name }) => name)]).toEqual([1, ['李娜']]);
  const rule = 'not-in-gb2312:U+20BB7';
  const waiting = await world.trip(id);
  expect(waiting.failed).toMatchObject([
    { what: { id: HOUSEHOLD }, matter: ENTRY, cause: 'unprocessable', rule, tries: 1 },
  ]);
  expect(waiting.failed[0]).not.toHaveProperty('outcome');
  const lineOf = async () =>
    (await world.call('GET /v1/cases', { as: XU, query: {} })).body.items.find((one: { id: string }) => one.id === id);
  expect((await lineOf()).waiting).toEqual([{ resource: HOUSEHOLD, state: 'retrying' }]);
  expect(states(await world.get(id))).toMatchObject({ [ENTRY]: 'open', [INSURANCE]: 'waiting' });

  // A rule names a code point; words of the declaration cannot stand in its place.
  const words = {
    act: 'fact-failed',
    matter: ENTRY,
    resource: HOUSEHOLD,
    party: 'child',
    cause: 'unprocessable',
  } as const;
  expect((await world.act(id, { ...words, rule: 'not-in-gb2312:王𠮷' })).status).toBe(400);

  // Tried again as it is, it is the same.
  await world.to('2017-09-26 15:06');
  expect((await lineOf()).waiting).toEqual([{ resource: HOUSEHOLD, state: 'due' }]);
  expect(await declared(world, id, system.secret())).toBe(false);
  expect([(await world.trip(id)).failed[0], system.heard]).toMatchObject([{ rule, tries: 2 }, 1]);

  // The operator writes another charset into the department's secret, and the same declaration goes through.
  await system.speaks('gb18030');
  await world.to('2017-09-26 15:30');
  expect(await declared(world, id, system.secret())).toBe(true);
  expect(system.entries.at(-1)).toMatchObject({ code: WANG_AN, name: '王𠮷' });
  expect(await declared(world, id, system.secret())).toBe(true);
  expect(system.entries.map(({ name }) => name)).toEqual(['李娜', '王𠮷']);
  await entered(world, id);
  expect((await world.trip(id)).failed).toMatchObject([{ rule, tries: 2, outcome: 'came' }]);
  await finished(world, id);
  const view = await world.get(id);
  expect([view.state, view.form['child.name'], view.parties.at(-1)?.name]).toEqual(['closed', '王𠮷', '王𠮷']);
  expect(await world.call('GET /v1/cases', { as: XU, query: {} }).then(({ body }) => body.items)).toEqual([]);
});

test.each(['gb2312', 'gbk'] as const)('A3: 𠮷 is refused by name in %s, too, wherever it stands', (narrow) => {
  const errors = [{ field: '/request', rule: `not-in-${narrow}:U+20BB7` }];
  expect(() => encode('王𠮷', narrow)).toThrow(expect.objectContaining({ extra: { errors } }));
});
