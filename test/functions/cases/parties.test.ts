/** 当事人: a third party stands in a case with its ground; the firm that a registration brings into being joins it, and nobody else late. */
import { expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_JI_CATERING, WANG_QIANG, ZHOU_LEI } from '#city/cast.ts';
import { approve, BODIES, filedRestaurant } from '#infra/local/scenarios/restaurant.ts';
import type { CaseParty } from '#schemas/case.ts';
import { PartyRole } from '#schemas/grant.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { restaurant } from './restaurant.ts';
import { type CasesWorld, casesWorld } from './world.ts';

const FIRM: CaseParty = {
  ...{ id: 'firm', role: 'applicant', code: WANG_JI_CATERING, name: '永康市王记餐饮有限公司', ground: '本次登记设立' },
};
const REGISTRAR = { as: BODIES['company-setup'] };
const registered = async (world: CasesWorld): Promise<string> => {
  const id = await filedRestaurant(world);
  await world.act(id, { act: 'accept' });
  await approve(world, id, 'company-setup');
  return id;
};
const join = (party: CaseParty, task = 'company-setup') => ({ act: 'add-party', task, party }) as const;

test('the firm joins the case by whose decision it exists, with its ground, and then has its tickets', async () => {
  const world = await casesWorld('2023-09-25 09:00');
  const id = await registered(world);
  const ticket = async () =>
    world.call('POST /v1/cases/{case}/tickets', {
      ...{ as: BODIES['company-setup'], params: { case: id } },
      body: { matter: 'company-setup', resources: ['taxation/taxpayer-registration'], parties: ['firm'] },
    });
  expect((await ticket()).body.errors).toEqual([{ field: '/parties/0', rule: 'party-unknown' }]);
  const { body } = await world.act(id, join(FIRM), REGISTRAR);
  expect(body.parties.at(-1)).toEqual(FIRM);
  expect((await ticket()).status).toBe(201);
});

test('nobody joins twice, without a ground, before the decision, or by another body', async () => {
  const world = await casesWorld('2023-09-25 09:00');
  const id = await registered(world);
  const rule = async (party: CaseParty) => (await world.act(id, join(party), REGISTRAR)).body.errors;
  const { ground: _none, ...groundless } = FIRM;
  expect(await rule(groundless)).toEqual([{ field: '/party/ground', rule: 'ground-missing' }]);
  expect(await rule({ ...FIRM, code: CHEN_FUYING })).toEqual([{ field: '/party', rule: 'party-twice' }]);
  expect(await rule({ ...FIRM, id: 'wang' })).toEqual([{ field: '/party', rule: 'party-twice' }]);
  expect((await world.act(id, join(FIRM, 'fire-check'), { as: BODIES['fire-check'] })).status).toBe(409);
  expect((await world.act(id, join(FIRM), { as: BODIES['fire-check'] })).status).toBe(403);
});

const WANG: CaseParty = { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' };

test('whom a case is opened with beside who applies stands there on a ground, and a draft is not amended to lack it', async () => {
  const world = await casesWorld('2023-09-25 09:00');
  const chen = { id: 'chen', code: CHEN_FUYING, name: '陈福英' } as const;
  const opened = (...others: CaseParty[]) => world.open(restaurant({ parties: [WANG, ...others] }));
  const needs = [];
  for (const role of PartyRole.options) {
    const { status, body } = await opened({ ...chen, role });
    if (status === 201) continue;
    expect([status, body.errors]).toEqual([422, [{ field: '/parties/1/ground', rule: 'ground-missing' }]]);
    needs.push(role);
    expect((await opened({ ...chen, role, ground: '房屋租赁合同' })).status).toBe(201);
  }
  expect(needs).toEqual(['co-owner', 'landlord', 'spouse', 'child', 'employee']);
  const staff = { id: 'staff', role: 'employee', code: ZHOU_LEI, name: '周磊' } as const;
  const both = await opened(
    { ...chen, role: 'landlord' },
    { ...staff, ground: '从业人员名单' },
    { ...staff, id: 'other', code: LI_NA },
  );
  expect(both.body.errors).toEqual([
    { field: '/parties/1/ground', rule: 'ground-missing' },
    { field: '/parties/3/ground', rule: 'ground-missing' },
  ]);
  const { id } = (await opened()).body;
  const amended = await world.act(id, { act: 'amend', parties: [WANG, staff], onBehalf: 'wang' });
  expect([amended.status, amended.body.errors]).toEqual([
    422,
    [{ field: '/parties/1/ground', rule: 'ground-missing' }],
  ]);
  expect((await world.get(id)).parties).toEqual([WANG]);
});

test('joins once wherever the function dies', async () => {
  await everyCrashPoint(async (crash) => {
    const world = await casesWorld('2023-09-25 09:00');
    const id = await registered(world);
    const sent = {
      ...{ ...REGISTRAR, params: { case: id }, body: join(FIRM), headers: { 'idempotency-key': 'party' } },
    };
    await world.life(crash).call('POST /v1/cases/{case}/acts', sent);
    expect((await world.call('POST /v1/cases/{case}/acts', sent)).status).toBe(200);
    expect((await world.get(id)).parties.filter((one) => one.id === 'firm')).toHaveLength(1);
  });
});

test('who applies stands there once, under whatever name, when it is opened and when it is amended', async () => {
  const world = await casesWorld('2023-09-25 09:00');
  const again: CaseParty = { ...WANG, id: 'other', name: '王大强' };
  const twice = [{ field: '/parties/1', rule: 'party-twice' }];
  const refused = await world.open(restaurant({ parties: [WANG, again] }));
  expect([refused.status, refused.body.errors]).toEqual([422, twice]);
  const { id } = (await world.open(restaurant({ parties: [WANG] }))).body;
  const amended = (...parties: CaseParty[]) => world.act(id, { act: 'amend', parties, onBehalf: 'wang' });
  expect((await amended(WANG, again)).body.errors).toEqual(twice);
  // In another part he may stand there too.
  const represents: CaseParty = { ...again, role: 'legal-representative', ground: '法定代表人' };
  expect((await amended(WANG, represents)).status).toBe(200);
});

test('a firm does not apply for what is for persons; it may stand beside who does', async () => {
  const world = await casesWorld('2023-09-25 09:00');
  const single = { subject: { matter: 'flexible-work-insurance' }, answers: {}, form: {} } as const;
  const { ground: _, ...firm } = FIRM;
  const opened = (...parties: CaseParty[]) => world.open(restaurant({ ...single, parties }));
  const refused = await opened({ ...WANG }, firm);
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [{ field: '/parties/1/code', rule: 'for-persons-only' }],
  ]);
  expect((await opened(WANG, { ...FIRM, role: 'agent' })).status).toBe(201);
  expect((await world.open(restaurant({ parties: [firm], onBehalf: 'firm' }))).status).toBe(201);
});
