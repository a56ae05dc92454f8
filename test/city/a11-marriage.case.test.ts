import { expect, test } from 'vitest';
import { XU_JI, XU_XIAOWEN } from '#city/cast.ts';
import { happenings, slipOf } from '#functions/cases/slips/slip-of.ts';
import { wordsOf } from '#functions/cases/slips/words.ts';
import * as a11 from '#infra/local/scenarios/a11-marriage.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { paper } from '#infra/local/scenarios/restaurant.ts';
import { taken, XU } from '#infra/local/scenarios/stage.ts';
import { type CasesWorld, casesWorld, snapshot } from '#test/functions/cases/world.ts';

const { DEVICE, MATTER, SECOND, STATUS } = a11;
const at = async (world: CasesWorld) => {
  const id = await a11.received(world);
  await world.to('2025-10-20 09:04');
  return id;
};
const accept = { act: 'accept' } as const;
const rulesOf = ({ errors = [] }: { errors?: { field: string; rule: string }[] }) =>
  errors.map(({ field, rule }) => [field, rule]);

test('A11: 0.91 passes, 0.62 is seen by a second officer; both are single in the whole country; they are married in seven tenths of the time', async () => {
  const world = await casesWorld(a11.BEGINS);
  const [id = ''] = await a11.play(world);
  const view = await world.get(id);
  expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
    ...{ state: 'closed', visits: 2, visitsBefore: 2, materials: 1, notices: 0, approved: 1, decidedOn: '2025-10-20' },
  });
  expect(view.identities).toEqual([
    {
      ...{ party: 'zhou', score: 0.91, threshold: 0.8, result: 'passed', device: DEVICE },
      ...{ at: '2025-10-20T01:04:00.000Z', by: XU },
    },
    {
      ...{ party: 'xu', score: 0.62, threshold: 0.8, result: 'confirmed', device: DEVICE },
      ...{ at: '2025-10-20T01:04:00.000Z', by: XU, confirmedBy: SECOND.as, note: '核对证件照片、户籍信息问答' },
    },
  ]);
  const facts = (await world.deps.cases.load(id))?.facts ?? [];
  expect(facts.map(({ party, resource, answer }) => [party, resource, (answer as { single: boolean }).single])).toEqual(
    [
      ['zhou', STATUS, true],
      ['xu', STATUS, true],
    ],
  );
  for (const { exchange } of facts)
    expect(await world.record(exchange)).toMatchObject({
      provider: 'civil-affairs',
      matter: MATTER,
      case: id,
      officer: XU,
    });
  const events: { type: string; at: string }[] = await world.events(id);
  const [opened, decided] = ['open', 'decide'].map((type) =>
    Date.parse(events.find((one) => one.type === type)?.at ?? ''),
  );
  expect(((decided ?? 0) - (opened ?? 0)) / 60_000).toBe(21);
  expect(21 / a11.SCRIPT_MINUTES).toBeCloseTo(0.7);
});

test('A11: of a face nothing is kept but score, threshold, device and what came of it, and nothing more is taken', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await at(world);
  const check = { act: 'check-identity', party: 'zhou', device: DEVICE, score: 0.91 } as const;
  for (const more of [{ image: 'aGk=' }, { template: [0.1, 0.2] }, { device: { ...DEVICE, frame: 'aGk=' } }])
    expect((await world.act(id, { ...check, ...more })).status).toBe(400);
  await taken(world.act(id, check));
  const { data } = (await world.events(id)).at(-1);
  expect(data).toEqual({ party: 'zhou', device: DEVICE, score: 0.91, threshold: 0.8, result: 'passed' });
});

test('A11: who stands at the window cannot be the second officer, nor a system; who was compared is not compared until it fits', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await at(world);
  await taken(a11.compared(world, id, 'xu', 0.62));
  const confirm = { act: 'confirm-identity', party: 'xu', same: true, note: '核对' } as const;
  for (const as of [XU, 'one-window-system']) {
    const { status, body } = await world.act(id, confirm, { as });
    expect([as, status, body.detail]).toEqual([as, 409, expect.stringContaining('另一名')]);
  }
  expect((await a11.compared(world, id, 'xu', 0.95)).status).toBe(409);
  await a11.asked(world, id, 'zhou');
  await a11.asked(world, id, 'xu');
  expect(rulesOf((await world.act(id, accept)).body)).toEqual([
    ['/parties/zhou', 'identity-unproven'],
    ['/parties/xu', 'identity-unproven'],
  ]);
  await taken(a11.compared(world, id, 'zhou', 0.8));
  await taken(a11.seen(world, id, 'xu'));
  expect((await a11.seen(world, id, 'xu')).status).toBe(409);
  expect((await world.act(id, accept)).body.state).toBe('accepted');
});

test('A11, the second officer sees somebody else: nothing is accepted', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await at(world);
  for (const party of ['zhou', 'xu']) await a11.asked(world, id, party);
  await taken(a11.compared(world, id, 'zhou', 0.91));
  await taken(a11.compared(world, id, 'xu', 0.31));
  const view = await taken(a11.seen(world, id, 'xu', false));
  expect(view.identities.map(({ result }) => result)).toEqual(['passed', 'refused']);
  expect(rulesOf((await world.act(id, accept)).body)).toEqual([['/parties/xu', 'identity-refused']]);
});

test('A11, the device is offline: its reason is kept, a person looks, the case goes on; when it is back it may be used', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await at(world);
  const offline = { act: 'check-identity', device: DEVICE, offline: '设备离线：网络中断' } as const;
  expect((await world.act(id, { ...offline, party: 'zhou', score: 0.9 })).status).toBe(400);
  for (const party of ['zhou', 'xu']) await taken(world.act(id, { ...offline, party }));
  await taken(a11.seen(world, id, 'zhou'));
  await taken(a11.compared(world, id, 'xu', 0.88));
  for (const party of ['zhou', 'xu']) await a11.asked(world, id, party);
  const { identities, state } = await taken(world.act(id, accept));
  expect(state).toBe('accepted');
  expect(identities.map(({ party, result, score, offline: why }) => [party, result, score, why])).toEqual([
    ['zhou', 'confirmed', undefined, '设备离线：网络中断'],
    ['xu', 'manual', undefined, '设备离线：网络中断'],
    ['xu', 'passed', 0.88, undefined],
  ]);
});

test('A11, married in another province: it stops with source and date, and says whom to turn to; corrected and asked anew it goes on', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await a11.received(world, {
    parties: [
      { id: 'xu-ji', role: 'applicant', code: XU_JI, name: '徐𠮷' },
      { id: 'xu', role: 'applicant', code: XU_XIAOWEN, name: '徐晓雯' },
    ],
  });
  for (const party of ['xu-ji', 'xu']) await taken(a11.compared(world, id, party, 0.9));
  expect(rulesOf((await world.act(id, accept)).body)).toEqual([
    [`/parties/xu-ji/${STATUS}`, 'not-asked'],
    [`/parties/xu/${STATUS}`, 'not-asked'],
  ]);
  await world.to('2025-10-20 09:10');
  for (const party of ['xu-ji', 'xu']) await a11.asked(world, id, party);
  const stopped = await world.act(id, accept);
  expect([stopped.status, rulesOf(stopped.body)]).toEqual([409, [[`/parties/xu-ji/${STATUS}`, 'stopped']]]);
  expect(stopped.body.detail).toContain(`${STATUS}, 2025-10-20`);
  const view = await world.get(id);
  expect(view.stops).toMatchObject([
    {
      ...{ matter: MATTER, party: 'xu-ji', resource: STATUS, at: '2025-10-20T01:10:00.000Z' },
      ...{ why: { zh: expect.stringContaining('已有配偶') }, appeal: { zh: expect.stringContaining('疑义') } },
    },
  ]);
  const [stop] = view.stops;
  const report = { subject: XU_JI, exchange: stop?.exchange ?? '', fields: ['/state'], believed: '已于2024年离婚' };
  const doubt = await world.doubt({ ...report, evidence: 'original-document' });
  expect([doubt.status, doubt.body.owner, doubt.body.due.workdays]).toEqual([201, 'civil-affairs', 10]);
  world.say(STATUS, XU_JI, {
    single: true,
    state: 'divorced',
    registeredOn: '2024-03-01',
    office: '上海市徐汇区民政局',
  });
  await world.to('2025-10-27 10:00');
  await a11.asked(world, id, 'xu-ji');
  const again = await taken(world.act(id, accept));
  expect([again.state, again.stops]).toEqual(['accepted', []]);
});

test('A11, married in another province and it is so: not accepted, with reason and remedies on the slip', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await a11.received(world, {
    parties: [
      { id: 'xu-ji', role: 'applicant', code: XU_JI, name: '徐𠮷' },
      { id: 'xu', role: 'applicant', code: XU_XIAOWEN, name: '徐晓雯' },
    ],
  });
  await a11.asked(world, id, 'xu-ji');
  const [stop] = (await world.get(id)).stops;
  const reason = `${stop?.why.zh}（${stop?.resource}，${stop?.at.slice(0, 10)}）`;
  const refused = await taken(world.act(id, { act: 'refuse', reason, basis: stop?.basis ?? '' }));
  expect([refused.state, refused.tasks.map(({ state }) => state)]).toEqual(['not-accepted', ['ended']]);
  const last = happenings(await world.deps.cases.events(id)).at(-1);
  const slip = last && slipOf(last);
  if (!last || !slip) throw new Error('no slip');
  const words = JSON.stringify(wordsOf(slip, last, { matters: world.matters, calendars: snapshot.clocks.calendars }));
  for (const said of ['不予受理', '已有配偶', STATUS, '救济途径']) expect(slip.name.zh + words).toContain(said);
  expect((await world.events(id)).at(-1)).toMatchObject({
    type: 'refuse',
    data: { reason: expect.stringContaining(STATUS) },
  });
});

test('A11, a foreign document: its own proof is uploaded, and nobody is asked about it', async () => {
  const world = await casesWorld(a11.BEGINS);
  const id = await a11.received(world, {
    answers: { 'foreign-party': true },
    parties: [
      { id: 'xu', role: 'applicant', code: XU_XIAOWEN, name: '徐晓雯' },
      { id: 'guest', role: 'applicant', code: 'XXA-P1234567', name: 'INVENTED GUEST' },
    ],
  });
  const pull = await world.ask(id, { matter: MATTER, resource: STATUS, party: 'guest', fields: ['/single'] });
  expect([pull.status, rulesOf(pull.body)]).toEqual([422, [['/parties/0', 'party-foreign']]]);
  await taken(a11.compared(world, id, 'xu', 0.91));
  await taken(a11.compared(world, id, 'guest', 0.9));
  await a11.asked(world, id, 'xu');
  expect(rulesOf((await world.act(id, accept)).body)).toEqual([
    [`/materials/${MATTER}/foreign-single`, 'material-missing'],
  ]);
  await taken(world.act(id, { act: 'hand-in', materials: [paper(`${MATTER}/foreign-single`)], onBehalf: 'guest' }));
  expect((await taken(world.act(id, accept))).state).toBe('accepted');
  expect((await world.deps.cases.load(id))?.facts.map(({ party }) => party)).toEqual(['xu']);
});

test('a matter that compares no faces gets none', async () => {
  const world = await casesWorld(a11.BEGINS);
  const { id } = await taken(
    world.open({ ...a11.couple({ answers: {} }), subject: { matter: 'flexible-work-insurance' } }),
  );
  await taken(world.act(id, { act: 'file' }));
  const check = await a11.compared(world, id, 'zhou', 0.91);
  expect([check.status, check.body.detail]).toEqual([409, expect.stringContaining('无须人脸核验')]);
});
