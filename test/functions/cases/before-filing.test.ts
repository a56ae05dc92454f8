import { describe, expect, test } from 'vitest';
import { LI_NA, WANG_QIANG } from '#city/cast.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { CaseEvent } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { catalogue } from '../matters/city.ts';
import { ruleOf } from './begun.ts';
import { paper, restaurant, SIX } from './restaurant.ts';
import { casesWorld, XU } from './world.ts';

const START = '2017-09-25 09:00';

test('a case comes by a channel that every matter of it offers; what an officer takes down is taken anyhow', async () => {
  const world = await casesWorld(START);
  const plain = catalogue.matters.filter(
    ({ situations, from, until }) => !situations && from <= '2017-09-25' && !until,
  );
  const counter = plain.find(({ channels }) => !channels.includes('mobile'));
  const mobile = plain.find(({ channels }) => channels.includes('mobile'));
  const by = (channel: 'mobile' | 'window' | 'phone' | 'post', id = '') =>
    world.open(restaurant({ subject: { matter: id }, answers: {}, form: {}, channel }));
  const refused = await by('mobile', counter?.id);
  expect(ruleOf(refused)).toEqual([422, 'channel-not-offered']);
  expect(refused.body.detail).toContain('window');
  for (const channel of ['window', 'phone'] as const) expect((await by(channel, counter?.id)).status).toBe(201);
  expect((await by('mobile', mobile?.id)).status).toBe(201);
  expect(ruleOf(await by('post', mobile?.id))).toEqual([422, 'channel-not-offered']);
  expect((await world.open(restaurant({ channel: 'online' }))).status).toBe(201);
});

test('pre-checked from home until it is right, filed and accepted, and nobody came', async () => {
  const world = await casesWorld(START);
  const id: string = (await world.open(restaurant({ channel: 'online' }))).body.id;
  const wang = { onBehalf: 'wang' };
  expect((await world.act(id, { act: 'pre-check', passed: true, remarks: [] })).status).toBe(409);
  expect((await world.act(id, { act: 'ask-pre-check', ...wang })).body.state).toBe('pre-check');
  expect((await world.call('GET /v1/cases', { as: XU, query: {} })).body.items).toMatchObject([{ id }]);
  // While the hall looks at it, it is not changed and not filed.
  expect((await world.act(id, { act: 'file', ...wang })).status).toBe(409);
  expect((await world.act(id, { act: 'amend', answers: restaurant().answers, ...wang })).status).toBe(409);
  const remarks = ['租赁合同缺少第二页'];
  const first = await world.act(id, { act: 'pre-check', passed: false, remarks });
  expect(first.body).toMatchObject({ state: 'draft', preCheck: { passed: false, remarks } });
  await world.act(id, { act: 'hand-in', materials: SIX.map(paper), ...wang });
  await world.act(id, { act: 'ask-pre-check', ...wang });
  const second = await world.act(id, { act: 'pre-check', passed: true, remarks: [] });
  expect(second.body.preCheck).toMatchObject({ passed: true, at: '2017-09-25T01:00:00.000Z' });
  expect(caseRoutes.getCase.answer.safeParse(second.body).error?.issues).toBeUndefined();
  expect((await world.act(id, { act: 'file', ...wang })).body.state).toBe('received');
  expect((await world.act(id, { act: 'accept' })).body).toMatchObject({ state: 'accepted', visits: [] });
});

test('an electronic paper is its files: without one nothing was handed in', async () => {
  const world = await casesWorld(START);
  const id: string = (await world.open(restaurant())).body.id;
  const materials = SIX.map((material) => ({ material, medium: 'electronic' as const, files: [] }));
  const refused = await world.act(id, { act: 'hand-in', materials: materials.slice(0, 1), onBehalf: 'wang' });
  expect(refused.body.errors).toEqual([{ field: '/materials/0', rule: 'electronic-without-file' }]);
});

test('only what the case asks for is taken: of a foreign matter, of one that the answers leave out, or by an invented name nothing is', async () => {
  const world = await casesWorld(START);
  const wang = { onBehalf: 'wang' };
  const id: string = (await world.open(restaurant())).body.id;
  const [first = ''] = SIX;
  const foreign = ['existing-house-tax/contract-copy', 'sole-trader-setup/identity-copy', 'company-setup/none'];
  const sent = { act: 'hand-in' as const, materials: [first, ...foreign].map(paper), ...wang };
  const unknown = [1, 2, 3].map((i) => ({ field: `/materials/${i}`, rule: 'material-unknown' }));
  const inDraft = await world.act(id, sent);
  expect([inDraft.status, inDraft.body.errors]).toEqual([422, unknown]);
  const taken = await world.act(id, { act: 'hand-in', materials: [paper(first)], ...wang });
  // A draft has the list that its answers would ask for today, with what has come and what has not.
  const listed = taken.body.materials as { material: string; state: string; name: { zh: string } }[];
  expect(listed.map(({ material }) => material)).toEqual([...SIX]);
  expect(listed[0]).toMatchObject({ material: first, name: { zh: '公司章程' }, state: 'present', weight: 'main' });
  expect(new Set(listed.slice(1).map(({ state }) => state))).toEqual(new Set(['missing']));
  await world.act(id, { act: 'file', ...wang });
  expect((await world.act(id, sent)).body.errors).toEqual(unknown);
  // Nor by an invented name under its own matter, where no paper is kept and no source has failed.
  const single = restaurant({ subject: { matter: 'flexible-work-insurance' }, answers: {}, form: {} });
  const plain: string = (await world.open(single)).body.id;
  const none = { act: 'hand-in' as const, materials: [paper('flexible-work-insurance/none')], ...wang };
  expect(ruleOf(await world.act(plain, none))).toEqual([422, 'material-unknown']);
  await world.act(plain, { act: 'file', ...wang });
  expect(ruleOf(await world.act(plain, none))).toEqual([422, 'material-unknown']);
  // What the register would be asked for is taken all the same, and listed.
  const proof = paper('flexible-work-insurance/marriage-proof');
  const brought = await world.act(plain, { act: 'hand-in', materials: [proof], ...wang });
  expect(brought.body.materials).toMatchObject([{ material: proof.material, handedIn: { medium: 'paper' } }]);
  const types = (await world.deps.cases.events(plain)).map(({ type }) => type);
  expect(types).toEqual(['open', 'file', 'hand-in']);
});

test('only what the case asks for is waived, in the draft too; of anything else its papers are named', async () => {
  const world = await casesWorld(START);
  const id: string = (await world.open(restaurant())).body.id;
  const waived = (material: string) => world.act(id, { act: 'waive-material', material, reason: '窗口现场核实' });
  const [known = ''] = SIX;
  for (const act of [undefined, { act: 'file', onBehalf: 'wang' }] as const) {
    if (act) await taken(world.act(id, act));
    const other = await waived('a/b');
    expect([ruleOf(other), other.body.errors[0].field]).toEqual([[422, 'material-unknown'], '/material']);
    expect(other.body.detail).toContain(known);
    expect((await waived(known)).status).toBe(200);
  }
});

test('what is written wrongly is named by its rule and never repeated', async () => {
  const world = await casesWorld(START);
  const wang = (code: string): CaseParty => ({ id: 'wang', role: 'applicant', code, name: '王强' });
  const errors = async (over: object) => (await world.open(restaurant(over))).body.errors;
  expect(await errors({ parties: [wang('330784199001018888')] })).toEqual([
    { field: '/parties/0/code', rule: 'party-code' },
  ]);
  expect(await errors({ form: { [LI_NA]: '1' } })).toEqual([{ field: '/form/?', rule: 'invalid_key' }]);
  expect(await errors({ subject: { matter: 'a', bundle: 'b' } })).toEqual([
    { field: '/subject', rule: 'matter-or-bundle' },
  ]);
  const isThere = (id: string) => catalogue.matters.some((one) => one.id === id && one.from <= '2017-09-25');
  const later = catalogue.matters.find(({ id }) => !isThere(id))?.id ?? '';
  for (const [subject, rule] of [
    [{ matter: 'no-such-matter' }, 'matter-or-bundle-unknown'],
    [{ bundle: 'no-such-bundle' }, 'matter-or-bundle-unknown'],
    [{ matter: later }, 'not-in-force'],
  ] as const) {
    const { status, body } = await world.open(restaurant({ subject, answers: {} }));
    expect([status, body.errors]).toEqual([404, [{ field: '/subject', rule }]]);
  }
  const { id } = (await world.open(restaurant())).body;
  for (const body of [{ act: 'explode' }, { onBehalf: 'wang' }]) {
    const unknown = (await world.act(id, body as never)).body;
    expect(unknown.errors).toEqual([{ field: '/act', rule: 'unknown-act' }]);
    expect(unknown.detail).toMatch(/^可用取值 known values of \/act: amend, .*accept, .*close$/);
    expect(JSON.stringify(unknown)).not.toContain('explode');
  }
  const maybe = { act: 'decide', task: 'food-licence', decision: 'maybe' };
  expect((await world.act(id, maybe as never)).body.detail).toContain('/decision: approve, deny');
  const keyless = { as: XU, params: { case: id }, body: { act: 'file' as const } };
  expect((await world.call('POST /v1/cases/{case}/acts', keyless)).body).toMatchObject({
    detail: expect.stringMatching(/须带 Idempotency-Key.* Send Idempotency-Key/),
    errors: [{ field: '/headers/idempotency-key', rule: 'required' }],
  });
  expect((await world.act(id, { act: 'accept' })).body.detail).toMatch(/^当前状态下不能进行该操作 case: accept/);
});

test('a field that no form asks for is refused by its name, with those that there are; one that might hold a number is not repeated', async () => {
  const world = await casesWorld(START);
  const known = restaurant().form;
  const form = { ...known, 'shop.note': '临街', [`person.no${LI_NA}`]: '1' };
  const refused = await world.open(restaurant({ form }));
  const unknown = [
    { field: '/form/shop.note', rule: 'field-unknown' },
    { field: '/form/?', rule: 'field-unknown' },
  ];
  expect([refused.status, refused.body.errors]).toEqual([422, unknown]);
  expect(refused.body.detail).toMatch(/可填栏目 .*its fields: .*premises\.unitNumber/);
  expect(JSON.stringify(refused.body)).not.toContain(LI_NA);
  const { id } = (await world.open(restaurant())).body;
  expect((await world.act(id, { act: 'amend', form })).body.errors).toEqual(unknown);
  await taken(world.act(id, { act: 'file', onBehalf: 'wang' }));
  const typed = { act: 'confirm-prefill' as const, fields: [], typed: { [`person.no${LI_NA}`]: '1' } };
  const late = await world.act(id, typed);
  expect(late.body.errors).toEqual([{ field: '/typed/?', rule: 'field-unknown' }]);
  expect(late.body.detail).toContain('premises.unitNumber');
});

test('a field of a form that is switched off is taken while the answers may still change, and unknown once they are filed', async () => {
  const world = await casesWorld(START);
  const answers = { ...restaurant().answers, sign: false };
  const form = { ...restaurant().form, 'sign.size': 3 };
  const { status, body } = await world.open(restaurant({ answers, form }));
  expect(status).toBe(201);
  expect((await taken(world.act(body.id, { act: 'file', onBehalf: 'wang' }))).form['sign.size']).toBe(3);
  const typed = await world.act(body.id, { act: 'confirm-prefill', fields: [], typed: { 'sign.size': 4 } });
  expect(typed.body.errors).toEqual([{ field: '/typed/sign.size', rule: 'field-unknown' }]);
});

test('where the catalogue holds no form, what is written in the draft is taken', async () => {
  const world = await casesWorld(START);
  const form = { 'house.unitNumber': '330784' };
  const body = restaurant({ subject: { matter: 'proof-of-title' }, answers: {}, form });
  expect((await taken(world.open(body))).form).toEqual(form);
});

test('what stands in a draft of an earlier day stays: it is amended and filed as it is', async () => {
  const world = await casesWorld(START);
  const id = '330784-20170925-W00000001-3';
  const { onBehalf: _, ...sent } = restaurant({ form: { 'shop.old': '旧栏目' } });
  const event: CaseEvent = {
    ...{ v: 1, case: id, n: 1, type: 'open', at: world.now(), to: 'draft' },
    by: { kind: 'officer', id: XU, department: 'one-window' },
    data: { ...sent, hall: 'one-window' },
  };
  expect(await world.deps.cases.append(event, { id: 'a'.repeat(43), request: 'b' })).toBe('done');
  const form = { 'shop.old': '旧栏目', 'sign.size': 3 };
  expect((await taken(world.act(id, { act: 'amend', form }))).form).toEqual(form);
  expect((await world.act(id, { act: 'amend', form: { ...form, 'shop.new': 1 } })).status).toBe(422);
  expect((await taken(world.act(id, { act: 'file', onBehalf: 'wang' }))).form).toEqual(form);
});

describe('an agent', () => {
  const wang: CaseParty = { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' };
  const agent: CaseParty = { id: 'li', role: 'agent', code: LI_NA, name: '李娜', ground: '授权委托书' };
  const mandate: CaseParty['mandate'] = { scope: ['apply', 'supplement'], until: '2017-09-26' };
  const opened = (one: CaseParty) => restaurant({ parties: [wang, one], onBehalf: 'li' });

  test('acts within his mandate and before its end; who is not in the case is spoken for by nobody', async () => {
    const world = await casesWorld(START);
    expect(ruleOf(await world.open(opened(agent)))).toEqual([422, 'mandate-missing']);
    expect(ruleOf(await world.open(restaurant({ onBehalf: 'nobody' })))).toEqual([422, 'party-unknown']);
    const over = { ...agent, mandate: { ...mandate, until: '2017-09-24' } };
    expect(ruleOf(await world.open(opened(over)))).toEqual([422, 'mandate-ended']);
    const id: string = (await world.open(opened({ ...agent, mandate }))).body.id;
    const li = { onBehalf: 'li' };
    expect((await world.act(id, { act: 'file', ...li })).status).toBe(200);
    expect(ruleOf(await world.act(id, { act: 'withdraw', ...li }))).toEqual([422, 'mandate-does-not-cover-it']);
    expect(ruleOf(await world.act(id, { act: 'withdraw', onBehalf: 'chen' }))).toEqual([422, 'party-unknown']);
    const [first = '', ...others] = SIX;
    expect((await world.act(id, { act: 'hand-in', materials: [paper(first)], ...li })).status).toBe(200);
    await world.to('2017-09-27 09:00');
    const late = await world.act(id, { act: 'hand-in', materials: others.map(paper), ...li });
    expect(ruleOf(late)).toEqual([422, 'mandate-ended']);
    expect((await world.act(id, { act: 'hand-in', materials: others.map(paper), onBehalf: 'wang' })).status).toBe(200);
  });

  test('whoever stands in the case on a ground of his own brings what is his, and has no say over it', async () => {
    const world = await casesWorld(START);
    const landlord: CaseParty = { ...agent, role: 'landlord', ground: '房屋租赁合同' };
    expect(ruleOf(await world.open(opened(landlord)))).toEqual([422, 'not-who-applies']);
    const id: string = (await world.open(restaurant({ parties: [wang, landlord] }))).body.id;
    const li = { onBehalf: 'li' };
    expect(ruleOf(await world.act(id, { act: 'file', ...li }))).toEqual([422, 'not-who-applies']);
    const own = { act: 'hand-in' as const, materials: [paper('company-setup/lease')], ...li };
    expect((await world.act(id, own)).status).toBe(200);
    await world.act(id, { act: 'file', onBehalf: 'wang' });
    expect(ruleOf(await world.act(id, { act: 'withdraw', ...li }))).toEqual([422, 'not-who-applies']);
    expect(ruleOf(await world.act(id, { act: 'choose-output', rule: 'partial', ...li }))[1]).toBe('not-who-applies');
    const handed = await world.act(id, { act: 'deliver', way: 'window', to: 'li' });
    expect(ruleOf(handed)).toEqual([422, 'not-who-applies']);
    // An officer writes down whose wish it was.
    expect(ruleOf(await world.act(id, { act: 'withdraw' }))).toEqual([422, 'on-whose-behalf']);
    expect((await world.act(id, { act: 'withdraw', onBehalf: 'wang' })).body.state).toBe('withdrawn');
  });

  test('collects what is issued only when he may', async () => {
    const world = await casesWorld(START);
    const { id } = catalogue.matters.find((one) => one.id === 'proof-of-title') ?? { id: '' };
    const parties = [wang, { ...agent, mandate: { scope: ['apply' as const], until: '2017-12-31' } }];
    const single = restaurant({ subject: { matter: id }, answers: {}, form: {}, parties, onBehalf: 'li' });
    const found: string = (await world.open(single)).body.id;
    const to = async (party: string) => ruleOf(await world.act(found, { act: 'deliver', way: 'window', to: party }));
    expect(await to('li')).toEqual([422, 'mandate-does-not-cover-it']);
    expect((await to('wang'))[0]).toBe(409);
  });
});
