import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_JI_CATERING } from '#city/cast.ts';
import { proven } from '#functions/cases/offer.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { type Travels, travel } from '#infra/local/scenarios/travel.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { PrefilledOffer } from '#schemas/prefill.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { lengthened } from './lengthened.ts';
import { paper } from './restaurant.ts';
import { at, type CasesWorld, casesWorld, city, KEYS, XU } from './world.ts';

const START = '2025-09-22 09:00';
const PHONE = '0579-00000199';
const MATTER = 'flexible-work-insurance';
const SIGN = 'officer-luo-yi';

const insured = (form: OpenCase['form'], over: Partial<OpenCase> = {}): OpenCase => ({
  ...{ subject: { matter: MATTER }, channel: 'window', place: 'yongkang-hall', answers: {}, form },
  parties: [{ id: 'li', role: 'applicant', code: LI_NA, name: '李娜' }],
  onBehalf: 'li',
  ...over,
});
const sign = (form: OpenCase['form']): OpenCase => ({
  ...{ subject: { matter: 'shop-sign' }, channel: 'window', place: 'yongkang-hall', answers: {}, form },
  parties: [{ id: 'firm', role: 'applicant', code: WANG_JI_CATERING, name: '永康市王记餐饮有限公司' }],
  onBehalf: 'firm',
});
const filed = async (world: CasesWorld, body: OpenCase): Promise<string> => {
  const { id } = await taken(world.open(body));
  await taken(world.act(id, { act: 'file', ...(body.onBehalf ? { onBehalf: body.onBehalf } : {}) }));
  return id;
};
const accepted = async (world: CasesWorld, body: OpenCase): Promise<string> => {
  const id = await filed(world, body);
  await taken(world.act(id, { act: 'accept' }));
  return id;
};
const offerIn = async (world: CasesWorld, id: string, field: string, as = XU) => {
  const { body } = await world.call('GET /v1/cases/{case}/prefill', { as, params: { case: id } });
  expect(caseRoutes.getPrefill.answer.safeParse(body).error?.issues).toBeUndefined();
  return body.fields.find((one: { field: string }) => one.field === field);
};
/** Without its names and its proof. */
const fieldIn = async (...asked: Parameters<typeof offerIn>) => {
  const { name: _name, matters: _matters, source, ...shown } = await offerIn(...asked);
  const { proof: _proof, ...from } = source ?? {};
  return { ...shown, ...(source ? { source: from } : {}) };
};
const confirm = (field: string, onBehalf: string): CaseAct => ({ act: 'confirm-prefill', fields: [field], onBehalf });
/** With what is offered at this moment. */
const confirmed = async (world: CasesWorld, id: string, field: string, onBehalf: string, as = XU) => {
  const { value, source } = await offerIn(world, id, field, as);
  const { kind: _kind, ...from } = source;
  const offered: Record<string, PrefilledOffer> = { [field]: { value, ...from } };
  return { act: 'confirm-prefill' as const, fields: [field], onBehalf, offered };
};
const EMPTY = { field: 'person.phone', state: 'empty' };

describe('what the applicant gave in an earlier case', () => {
  test('is offered with case and day, waits for him, and costs the form a read for each case that is looked into, the confirmation none', async () => {
    const world = await casesWorld(START);
    const first = await accepted(world, insured({ 'person.phone': PHONE }));
    await world.to('2025-09-29 09:00');
    const { id: second } = await taken(world.open(insured({})));
    const asked = (body: CaseAct, key: string) =>
      world.call('POST /v1/cases/{case}/acts', {
        ...{ as: XU, params: { case: second }, body },
        headers: { 'idempotency-key': key },
      });
    world.counted.reset();
    await taken(asked({ act: 'file', onBehalf: 'li' }, 'file'));
    // The index is written with the filing: not a call more.
    expect(world.counted.calls).toEqual({ Query: 1, TransactWriteItems: 1 });
    world.counted.reset();
    const source = { kind: 'case', case: first, day: '2025-09-22' };
    const offered = { field: 'person.phone', value: PHONE, source };
    expect(await fieldIn(world, second, 'person.phone')).toEqual({ ...offered, state: 'proposed' });
    expect(world.counted.calls).toEqual({ Query: 3 });
    expect((await world.get(second)).form).toEqual({});
    const body = await confirmed(world, second, 'person.phone', 'li');
    world.counted.reset();
    await taken(asked(body, 'confirm'));
    expect(world.counted.calls).toEqual({ Query: 1, TransactWriteItems: 1 });
    expect((await world.get(second)).form).toEqual({ 'person.phone': PHONE });
    world.counted.reset();
    expect(await fieldIn(world, second, 'person.phone')).toEqual({ ...offered, state: 'confirmed' });
    expect(world.counted.calls).toEqual({ Query: 1 });
    expect((await world.trip(second)).fields.filled).toBe(1);
  });

  test('is old after a year, and what he said last comes first', async () => {
    const world = await casesWorld('2024-09-01 09:00');
    await accepted(world, insured({ 'person.phone': '0579-00000188' }));
    const last = await accepted(world, insured({ 'person.phone': PHONE }));
    await world.to('2025-09-22 09:00');
    const next = await filed(world, insured({}));
    expect(await fieldIn(world, next, 'person.phone')).toMatchObject({
      ...{ state: 'confirm', value: PHONE, source: { case: last, day: '2024-09-01' } },
    });
  });

  test('is nobody else’s: not of another person, not of an agent, not for a body that may not read that case', async () => {
    const world = await casesWorld(START);
    const chen = { id: 'chen', role: 'applicant', code: CHEN_FUYING, name: '陈福英' } as const;
    const mandate: CaseParty['mandate'] = { scope: ['apply', 'supplement'], until: '2027-12-31' };
    const agent = { id: 'zhou', role: 'agent', code: LI_NA, name: '李娜', mandate } as const;
    await accepted(world, insured({ 'person.phone': PHONE }, { parties: [chen], onBehalf: 'chen' }));
    // Li Na as the agent of Chen Fuying: what she says is of Chen Fuying.
    await accepted(world, insured({ 'person.phone': PHONE }, { parties: [chen, agent], onBehalf: 'zhou' }));
    const hers = await filed(world, insured({}));
    expect(await fieldIn(world, hers, 'person.phone')).toEqual(EMPTY);
    expect((await world.act(hers, confirm('person.phone', 'li'))).body.errors).toEqual([
      { field: '/fields/0', rule: 'proof-missing' },
    ]);

    await world.act(await filed(world, sign({ 'firm.phone': PHONE })), { act: 'withdraw', onBehalf: 'firm' });
    const shop = await filed(world, sign({ 'firm.phone': PHONE }));
    await taken(world.act(shop, { act: 'hand-in', materials: [paper('shop-sign/picture')] }));
    await taken(world.act(shop, { act: 'accept' }));
    const next = await filed(world, { ...sign({}), subject: { matter: 'drainage-permit' } });
    expect(await fieldIn(world, next, 'firm.phone')).toMatchObject({ state: 'proposed', source: { case: shop } });
    expect(await fieldIn(world, next, 'firm.phone', 'officer-chi-jing')).toEqual({
      field: 'firm.phone',
      state: 'empty',
    });
    expect((await world.act(next, confirm('firm.phone', 'nobody'))).status).toBe(422);
  });

  test('is not what he took back, what was never accepted, or what was a test', async () => {
    const world = await casesWorld(START);
    const withdrawn = await accepted(world, insured({ 'person.phone': PHONE }));
    await taken(world.act(withdrawn, { act: 'withdraw', onBehalf: 'li' }));
    await filed(world, insured({ 'person.phone': PHONE }));
    await accepted(world, insured({ 'person.phone': PHONE }, { test: true }));
    expect(await fieldIn(world, await filed(world, insured({})), 'person.phone')).toEqual(EMPTY);
  });

  test('stands under a keyed digest: no code in any key, and one item for each filing', async () => {
    const world = await casesWorld(START);
    await accepted(world, insured({ 'person.phone': PHONE }));
    const { Items = [] } = await world.client.send(new ScanCommand({ TableName: world.table, ConsistentRead: true }));
    expect(Items.filter(({ pk }) => pk.startsWith('holder#'))).toHaveLength(1);
    for (const word of [LI_NA, PHONE, '李娜']) expect(JSON.stringify(Items)).not.toContain(word);
  });
});

describe('the proof of what an earlier case offered', () => {
  const rulesOf = async (world: CasesWorld, id: string, body: CaseAct) => {
    const { status, body: answer } = await world.act(id, body);
    return [status, answer.errors?.map(({ rule }: { rule: string }) => rule)];
  };

  test('is of this value, this source, this field, this case and who was shown it, for half an hour, and says nothing of him', async () => {
    const world = await casesWorld(START);
    await accepted(world, insured({ 'person.phone': PHONE }));
    const [next, other] = [await filed(world, insured({})), await filed(world, insured({}))];
    const body = await confirmed(world, next, 'person.phone', 'li');
    const one = body.offered['person.phone'] as PrefilledOffer;
    expect(one.proof).toMatch(/^[0-9a-z]{6}\.[A-Za-z0-9_-]{43}$/);
    const wrong = (over: Partial<PrefilledOffer>): CaseAct => ({
      ...body,
      offered: { 'person.phone': { ...one, ...over } },
    });
    const later = `${(Number.parseInt(one.proof, 36) + 3600).toString(36)}${one.proof.slice(6)}`;
    for (const over of [{ value: '0579-00000188' }, { day: '2025-09-23' }, { case: next }, { proof: later }])
      expect(await rulesOf(world, next, wrong(over))).toEqual([422, ['proof-invalid']]);
    expect(await rulesOf(world, other, body)).toEqual([422, ['proof-invalid']]);
    const { status, body: refused } = await world.act(next, confirm('person.phone', 'li'));
    expect([status, refused.errors]).toEqual([422, [{ field: '/fields/0', rule: 'proof-missing' }]]);
    expect(refused.detail).toContain('GET …/prefill');
    expect(JSON.stringify(refused)).not.toContain(PHONE);
    await world.to('2025-09-22 09:31');
    expect(await rulesOf(world, next, body)).toEqual([422, ['proof-expired']]);
    await taken(world.act(next, await confirmed(world, next, 'person.phone', 'li')));
    // Once; and what was confirmed is offered no more.
    expect(await rulesOf(world, next, wrong({}))).toEqual([422, ['not-offered-now']]);
    expect((await world.get(next)).form).toEqual({ 'person.phone': PHONE });
  });

  test('is confirmed by him to whom it was offered, and by the department that saw it', async () => {
    const world = await casesWorld(START);
    await accepted(world, insured({ 'person.phone': PHONE }));
    const chen = { id: 'chen', role: 'applicant', code: CHEN_FUYING, name: '陈福英' } as const;
    const li = { id: 'li', role: 'applicant', code: LI_NA, name: '李娜' } as const;
    const id = await filed(world, insured({}, { parties: [li, chen] }));
    const body = await confirmed(world, id, 'person.phone', 'li');
    expect(await rulesOf(world, id, { ...body, onBehalf: 'chen' })).toEqual([422, ['not-offered-now']]);
    const [found, { matters }] = [(await world.deps.cases.load(id))!, city];
    const offering = { keys: KEYS, found, matters, now: at(START) };
    expect(proven({ ...offering, department: 'one-window' }, body.offered).errors).toEqual([]);
    expect(proven({ ...offering, department: 'fire' }, body.offered).errors).toMatchObject([{ rule: 'proof-invalid' }]);
    const renamed = { ...found, parties: [{ ...li, code: CHEN_FUYING }, chen] };
    expect(proven({ ...offering, found: renamed, department: 'one-window' }, body.offered).errors).toMatchObject([
      { rule: 'proof-invalid' },
    ]);
    await taken(world.act(id, body));
  });

  test('lets a case of three hundred events confirm in two calls what the last of five cases gave', async () => {
    const world = await casesWorld(START);
    await accepted(world, insured({ 'person.phone': PHONE }));
    for (let n = 0; n < 4; n += 1) await accepted(world, insured({}));
    const next = await filed(world, insured({}));
    await lengthened(world, next, 300, { party: 'li', place: 'yongkang-hall', reason: '咨询' });
    world.counted.reset();
    const body = await confirmed(world, next, 'person.phone', 'li');
    expect(world.counted.calls).toEqual({ Query: 7 });
    world.counted.reset();
    const sent = { as: XU, params: { case: next }, body, headers: { 'idempotency-key': 'long' } };
    await taken(world.call('POST /v1/cases/{case}/acts', sent));
    expect(world.counted.calls).toEqual({ Query: 1, TransactWriteItems: 1 });
  });
});

describe('where a register knows', () => {
  const ADDRESS = '永康市东城街道望春东路168号';
  const licence = (address: string): Travels => ({
    ...{ as: SIGN, matter: 'shop-sign', resource: 'certificates/business-licence', party: 'firm', answer: { address } },
  });
  const down: CaseAct = {
    ...{ act: 'fact-failed', matter: 'shop-sign', resource: 'certificates/business-licence', party: 'firm' },
    cause: 'department-unavailable',
  };
  /** A case in which the licence gave the address, and he confirmed it. */
  const confirmedOnce = async (world: CasesWorld): Promise<string> => {
    const id = await filed(world, sign({}));
    await travel(world, id, [licence(ADDRESS)]);
    await taken(world.act(id, confirm('firm.address', 'firm')));
    await taken(world.act(id, { act: 'hand-in', materials: [paper('shop-sign/picture')] }));
    await taken(world.act(id, { act: 'accept' }));
    return id;
  };

  test('nothing older is offered until it was asked and did not answer; what it answers later takes the place of that', async () => {
    const world = await casesWorld(START);
    const first = await confirmedOnce(world);
    const next = await filed(world, sign({}));
    expect(await fieldIn(world, next, 'firm.address')).toEqual({ field: 'firm.address', state: 'empty' });
    await taken(world.act(next, down, { as: SIGN }));
    const source = { kind: 'case', case: first, day: '2025-09-22' };
    expect(await fieldIn(world, next, 'firm.address')).toEqual({
      ...{ field: 'firm.address', state: 'proposed', value: ADDRESS, source },
    });
    const old = await confirmed(world, next, 'firm.address', 'firm');
    await taken(world.act(next, old));
    expect((await fieldIn(world, next, 'firm.address')).state).toBe('confirmed');
    await travel(world, next, [licence('永康市东城街道望春东路170号')]);
    expect(await fieldIn(world, next, 'firm.address')).toMatchObject({
      ...{ state: 'proposed', value: '永康市东城街道望春东路170号', source: { kind: 'certificate' } },
    });
    // What was offered before the register answered is not confirmed over it, nor its answer in the name of that.
    expect((await world.act(next, old)).body.errors).toEqual([
      { field: '/offered/firm.address', rule: 'not-offered-now' },
    ]);
    await taken(world.act(next, confirm('firm.address', 'firm')));
    expect((await world.get(next)).form['firm.address']).toBe('永康市东城街道望春东路170号');
  });

  test('a field that he disputed is offered to nobody, in that case or later', async () => {
    const world = await casesWorld(START);
    const first = await confirmedOnce(world);
    const exchange = (await world.trip(first)).travelled[0]?.exchange ?? '';
    const reason = '门牌已变更';
    await taken(
      world.act(first, {
        ...{ act: 'dispute-fact', fact: exchange, fields: ['/address'], material: 'shop-sign/picture', reason },
        onBehalf: 'firm',
      }),
    );
    expect((await fieldIn(world, first, 'firm.address')).state).toBe('disputed');
    const next = await filed(world, sign({}));
    await taken(world.act(next, down, { as: SIGN }));
    expect(await fieldIn(world, next, 'firm.address')).toEqual({ field: 'firm.address', state: 'empty' });
  });
});
