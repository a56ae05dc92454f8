import { describe, expect, test } from 'vitest';
import { CHEN_FUYING, WANG_QIANG } from '#city/cast.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { resultOf } from './begun.ts';
import { BODIES, paper, restaurant, SIX } from './restaurant.ts';
import { type CasesWorld, casesWorld, KEYS, XU } from './world.ts';

const REGISTRAR: string = BODIES['company-setup'];
const EXCHANGE = '5f0c4a4e-6d0b-4d7a-9a53-0e6f6b1a7c11';
const ADDRESS = { standardAddress: '永康市东城街道望春东路168号', onNegativeList: false };

const filed = async (world: CasesWorld): Promise<string> => {
  const { id } = (await world.open(restaurant())).body;
  await world.act(id, { act: 'hand-in', materials: SIX.map(paper) });
  await world.act(id, { act: 'file', onBehalf: 'wang' });
  return id;
};

/** What the exchange says when it has released the standard address. */
const address = (world: CasesWorld, id: string, over: object = {}, subject = WANG_QIANG, answer: object = ADDRESS) =>
  receiptFor(
    KEYS,
    {
      ...{ exchange: EXCHANGE, case: id, matter: 'company-setup', consumer: 'market-supervision' },
      ...{ resource: 'public-security/standard-address', resourceVersion: 1, party: 'applicant', found: true },
      ...{ fields: ['/standardAddress', '/onNegativeList'], answeredAt: new Date(world.now()).toISOString() },
      ...over,
    } as Parameters<typeof receiptFor>[1],
    { subject, answer },
  );
const fact = (receipt: ReturnType<typeof address>, answer: object = ADDRESS, party = 'wang'): CaseAct => ({
  ...{ act: 'add-fact', party, receipt, answer },
});
const add = (world: CasesWorld, id: string, body: CaseAct, as = REGISTRAR) => world.act(id, body, { as });

describe('a fact', () => {
  test('is what the hub released for this case, about this party, to this department, and nothing else', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    const receipt = address(world, id);
    const refused = async (body: CaseAct, as?: string) => (await add(world, id, body, as)).body.errors?.[0]?.rule;
    const NOT_OURS = 'receipt-not-ours';
    expect(await refused(fact(receipt, { ...ADDRESS, onNegativeList: true }))).toBe(NOT_OURS);
    expect(await refused(fact({ ...receipt, answeredAt: '2023-09-24T00:00:00.000Z' }))).toBe(NOT_OURS);
    expect(await refused(fact({ ...receipt, fields: ['/standardAddress'] }))).toBe(NOT_OURS);
    // Nobody makes a copy out of fields.
    expect(await refused(fact({ ...receipt, level: 'copy' }))).toBe(NOT_OURS);
    expect(await refused(fact({ ...receipt, proof: receipt.proof.replace(/^1/, '7') }))).toBe(NOT_OURS);
    expect(await refused(fact(address(world, '330784-2026-000001')))).toBe(NOT_OURS);
    expect(await refused(fact(address(world, id, {}, CHEN_FUYING)))).toBe(NOT_OURS);
    expect(await refused(fact(receipt, ADDRESS, 'chen'))).toBe(NOT_OURS);
    expect(await refused(fact(receipt), XU)).toBe(NOT_OURS);
    expect(await refused(fact(address(world, id, { matter: 'existing-house-transfer' })))).toBe('matter-unknown');

    world.counted.reset();
    const answer = await world.call('POST /v1/cases/{case}/acts', {
      ...{ as: REGISTRAR, params: { case: id }, body: fact(receipt), headers: { 'idempotency-key': 'f' } },
    });
    expect([answer.status, world.counted.calls]).toEqual([200, { Query: 1, TransactWriteItems: 1 }]);
    expect((await add(world, id, fact(receipt))).status).toBe(409);
    expect((await world.deps.cases.load(id))?.facts).toMatchObject([{ exchange: EXCHANGE, answer: ADDRESS }]);
  });

  test('is kept once wherever the function dies', async () => {
    await everyCrashPoint(async (crash) => {
      const world = await casesWorld('2023-09-25 08:50');
      const id = await filed(world);
      const sent = {
        ...{ as: REGISTRAR, params: { case: id }, body: fact(address(world, id)) },
        headers: { 'idempotency-key': 'f' },
      };
      await world.life(crash).call('POST /v1/cases/{case}/acts', sent);
      expect((await world.call('POST /v1/cases/{case}/acts', sent)).status).toBe(200);
      expect((await world.deps.cases.load(id))?.facts).toHaveLength(1);
      expect((await world.deps.cases.events(id)).filter(({ type }) => type === 'add-fact')).toHaveLength(1);
    });
  });
});

describe('a department that is down', () => {
  const failed: CaseAct = {
    act: 'fact-failed',
    matter: 'company-setup',
    resource: 'public-security/standard-address',
    party: 'wang',
    cause: 'department-unavailable',
  };
  const waiting = async (world: CasesWorld) =>
    (await world.call('GET /v1/cases', { as: XU, query: {} })).body.items[0].waiting?.[0]?.state;

  test('is asked again in the background, and the case goes on; then a person decides', async () => {
    const world = await casesWorld('2023-09-25 09:00');
    const id = await filed(world);
    const proof: CaseAct = { act: 'hand-in', materials: [paper('company-setup/address-proof')] };
    // Nobody takes proof of what nothing failed to say.
    expect((await world.act(id, proof)).body.errors?.[0]?.rule).toBe('material-unknown');
    await add(world, id, failed);
    expect((await world.act(id, { act: 'accept' })).body.state).toBe('accepted');
    expect(await waiting(world)).toBe('retrying');
    expect((await add(world, id, failed)).status).toBe(409);
    const unheard = await add(world, id, { ...failed, resource: 'taxation/tax-record' });
    expect([unheard.status, unheard.body.errors]).toEqual([422, [{ field: '/resource', rule: 'resource-unknown' }]]);
    const other = await world.act(id, { act: 'settle-fact', failure: 9, way: 'manual-check', note: '已致电核实' });
    expect([other.status, other.body.detail]).toEqual([
      409,
      expect.stringMatching(/: 0 public-security\/\S+ \(wang\)$/),
    ]);
    for (const [i, at] of ['09:05', '09:20', '10:20', '14:20'].entries()) {
      await world.to(`2023-09-25 ${at}`);
      expect([at, await waiting(world)]).toEqual([at, 'due']);
      const early = await world.act(id, { act: 'settle-fact', failure: 0, way: 'tolerance', note: '系统故障' });
      expect([i, early.status]).toEqual([i, 409]);
      await add(world, id, failed);
    }
    expect(await waiting(world)).toBe('manual');
    const upload = { act: 'settle-fact', failure: 0, way: 'upload', note: '系统故障' } as const;
    const without = await world.act(id, { ...upload, material: 'company-setup/address-proof' });
    expect(without.body.errors).toEqual([{ field: '/material', rule: 'material-missing' }]);
    const shown = (await world.act(id, proof)).body.materials.at(-1);
    expect(shown).toMatchObject({ material: 'company-setup/address-proof', no: 22, state: 'present' });
    expect((await world.act(id, { ...upload, material: 'company-setup/address-proof' })).status).toBe(200);
    expect(await waiting(world)).toBeUndefined();
    expect((await world.get(id)).visits).toEqual([]);
    // Under a name that no list has, it was handed in all the same, and the trip says so.
    const { papers } = await world.trip(id);
    expect(papers.asked.at(-1)).toMatchObject({
      ...{ matter: 'company-setup', material: 'company-setup/address-proof', no: 22 },
      why: { zh: expect.stringContaining('自行举证') },
    });
    expect(papers.after).toBe(papers.asked.length);
  });

  test('that answers after all settles it; what is owed keeps the output back', async () => {
    const world = await casesWorld('2023-09-25 09:00');
    const id = await filed(world);
    await add(world, id, failed);
    for (const at of ['09:05', '09:20', '10:20', '14:20']) {
      await world.to(`2023-09-25 ${at}`);
      await add(world, id, failed);
    }
    await world.act(id, { act: 'settle-fact', failure: 0, way: 'tolerance', note: '公安系统故障，先行办理' });
    const owed = () => world.deps.cases.load(id).then((found) => found?.failures[0]?.outcome);
    expect(await owed()).toBe('tolerance');
    await world.act(id, { act: 'accept' });
    const setUp = { as: BODIES['company-setup'] };
    await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' }, setUp);
    await world.act(id, resultOf('company-setup'), setUp);
    for (const [task, as] of Object.entries(BODIES))
      await world.act(id, { act: 'decide', task, decision: 'approve' }, { as });
    for (const [task, as] of Object.entries(BODIES))
      expect((await world.act(id, resultOf(task), { as })).status).toBe(200);
    expect((await world.act(id, { act: 'put-out' })).body.detail).toContain('still owed');
    await add(world, id, fact(address(world, id)));
    expect(await owed()).toBe('came');
    expect((await world.act(id, { act: 'put-out' })).body.state).toBe('output');
  });

  test('is noted once wherever the function dies, and its retry fires once', async () => {
    await everyCrashPoint(async (crash) => {
      const world = await casesWorld('2023-09-25 09:00');
      const id = await filed(world);
      const sent = { as: REGISTRAR, params: { case: id }, body: failed, headers: { 'idempotency-key': 'f' } };
      await world.life(crash).call('POST /v1/cases/{case}/acts', sent);
      const { body } = await world.call('POST /v1/cases/{case}/acts', sent);
      await world.relayed(id, body.revision);
      await world.relayed(id, body.revision);
      await world.to('2023-09-25 09:06');
      expect((await world.deps.cases.load(id))?.failures).toMatchObject([{ tries: 1, due: true }]);
      expect((await world.deps.cases.events(id)).filter(({ type }) => type === 'retry-fact')).toHaveLength(1);
    });
  });
});

describe('the form that fills itself in', () => {
  const field = async (world: CasesWorld, id: string) => {
    const { body } = await world.call('GET /v1/cases/{case}/prefill', { as: XU, params: { case: id } });
    expect(caseRoutes.getPrefill.answer.safeParse(body).error?.issues).toBeUndefined();
    return body.fields.find((one: { field: string }) => one.field === 'firm.address');
  };
  const confirm: CaseAct = { act: 'confirm-prefill', fields: ['firm.address'], onBehalf: 'wang' };

  test('says where each value comes from and since when, and waits for the applicant', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    expect((await world.act(id, confirm)).body.errors).toEqual([{ field: '/fields/0', rule: 'nothing-offered' }]);
    expect(await field(world, id)).toMatchObject({ state: 'empty' });
    await add(world, id, fact(address(world, id)));
    expect(await field(world, id)).toMatchObject({
      ...{ state: 'proposed', value: ADDRESS.standardAddress },
      source: { kind: 'exchange', exchange: EXCHANGE, at: '2023-09-25T00:50:00.000Z' },
    });
    expect((await world.act(id, confirm)).body.form['firm.address']).toBe(ADDRESS.standardAddress);
    expect(await field(world, id)).toMatchObject({ state: 'confirmed' });
  });

  test('says so when an answer is old', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    await add(world, id, fact(address(world, id, { answeredAt: '2023-08-25T00:49:00.000Z' })));
    expect(await field(world, id)).toMatchObject({ state: 'confirm' });
  });

  test('gives way to his own proof where the applicant disagrees', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    await add(world, id, fact(address(world, id)));
    await world.act(id, confirm);
    const dispute: Extract<CaseAct, { act: 'dispute-fact' }> = {
      act: 'dispute-fact',
      fact: EXCHANGE,
      fields: ['/standardAddress'],
      material: 'company-setup/lease',
      reason: '门牌已变更',
      onBehalf: 'wang',
    };
    expect((await world.act(id, { ...dispute, fields: ['/capital'] })).body.errors).toEqual([
      { field: '/fields/0', rule: 'not-in-the-answer' },
    ]);
    expect((await world.act(id, dispute)).status).toBe(200);
    expect(await field(world, id)).toMatchObject({ state: 'disputed' });
    expect((await world.act(id, confirm)).body.errors).toEqual([{ field: '/fields/0', rule: 'disputed' }]);
  });
});
