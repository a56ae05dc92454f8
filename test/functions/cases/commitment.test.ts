import { expect, test } from 'vitest';
import type { CaseView } from '#schemas/case.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { ruleOf, taskIn } from './begun.ts';
import { BODIES, LICENSED, paper, restaurant } from './restaurant.ts';
import { type CasesWorld, casesWorld } from './world.ts';

const FIRE = { as: BODIES['fire-check'] };
const TASK = 'fire-check';
const [PROMISE, PHOTO] = ['a'.repeat(43), 'b'.repeat(43)] as const;
const SIGN: ActBody<'sign-commitment'> = { act: 'sign-commitment', task: TASK, party: 'wang', file: PROMISE };
const CHECK: ActBody<'check-commitment'> = {
  ...{ act: 'check-commitment', task: TASK, officers: ['officer-one', 'officer-two'], found: 'failed' },
  ...{ text: '疏散通道被占用', photos: [PHOTO] },
};

const filed = async (world: CasesWorld): Promise<string> => {
  const { id } = (await world.open(restaurant({ answers: LICENSED }))).body;
  const { body } = await world.act(id, { act: 'file', onBehalf: 'wang' });
  for (const digest of [PROMISE, PHOTO]) await world.uploaded(id, digest);
  const missing = (body as CaseView).materials.filter(({ state }) => state === 'missing');
  await world.act(id, { act: 'hand-in', materials: missing.map(({ material }) => paper(material)) });
  return id;
};
const decided = async (world: CasesWorld): Promise<string> => {
  const id = await filed(world);
  expect((await world.act(id, SIGN)).status).toBe(200);
  expect((await world.act(id, { act: 'accept' })).status).toBe(200);
  expect((await world.act(id, { act: 'decide', task: TASK, decision: 'approve' }, FIRE)).status).toBe(200);
  return id;
};

test('decided at once on a signed commitment, checked within its term, and nothing more to do when it holds', async () => {
  const world = await casesWorld('2024-06-03 09:00');
  const id = await filed(world);
  expect(ruleOf(await world.act(id, { ...SIGN, task: 'food-licence' })).at(-1)).toBe('matter-not-by-commitment');
  expect(ruleOf(await world.act(id, { ...SIGN, party: 'nobody' }))).toEqual([422, 'party-unknown']);
  await world.act(id, { ...SIGN, term: 5 });
  expect(ruleOf(await world.act(id, SIGN)).at(-1)).toBe('commitment-signed');
  await world.act(id, { act: 'accept' });
  expect((await world.act(id, CHECK, FIRE)).status).toBe(409);
  // It is looked at afterwards: no joint inspection keeps it.
  const { body } = await world.act(id, { act: 'decide', task: TASK, decision: 'approve' }, FIRE);
  // 10 June 2024 was the Dragon Boat Festival.
  expect(body.commitments).toMatchObject([{ state: 'to-check', due: '2024-06-11' }]);
  const list = (await world.call('GET /v1/cases', { ...FIRE, query: {} })).body.items;
  expect(list).toMatchObject([{ id, task: TASK, due: '2024-06-11' }]);
  await world.to('2024-06-12 10:00');
  const passed = await world.act(id, { ...CHECK, found: 'passed' }, FIRE);
  expect(passed.body.commitments).toMatchObject([{ state: 'passed', checks: [{ late: true }] }]);
  expect((await world.call('GET /v1/cases', { ...FIRE, query: {} })).body.items).toEqual([]);
  expect(ruleOf(await world.act(id, CHECK, FIRE)).at(-1)).toBe('checked-already');
  expect(taskIn(passed.body, TASK).state).toBe('approved');
  expect(caseRoutes.getCase.answer.safeParse(passed.body).error?.issues).toBeUndefined();
});

test('broken and not mended it is revoked, and its party is barred from the next until that is repaired', async () => {
  const world = await casesWorld('2024-06-03 09:00');
  const id = await decided(world);
  const next = await filed(world);
  const revoke = { act: 'revoke-commitment', task: TASK, reason: '逾期未整改', basis: 'ZJ-2018 art. 14' } as const;
  expect(ruleOf(await world.act(id, revoke, FIRE)).at(-1)).toBe('rectified-first');
  expect(ruleOf(await world.act(id, CHECK, FIRE))).toEqual([422, 'rectified-first']);
  const failed = await world.act(id, { ...CHECK, rectifyBy: '2024-06-20' }, FIRE);
  expect(failed.body.commitments).toMatchObject([{ state: 'to-rectify' }]);
  expect(ruleOf(await world.act(id, revoke, FIRE)).at(-1)).toBe('rectified-first');
  await world.to('2024-06-21 10:00');
  await world.act(id, CHECK, FIRE);
  expect(ruleOf(await world.act(id, CHECK, FIRE)).at(-1)).toBe('revocation-is-due');
  expect((await world.act(id, revoke, FIRE)).body.commitments).toMatchObject([
    { state: 'revoked', revokedFor: '逾期未整改', checks: [{ late: false }, {}] },
  ]);
  expect(ruleOf(await world.act(next, SIGN)).at(-1)).toBe('barred-from-commitments');
  // Nor does his landlord sign in his place.
  expect(ruleOf(await world.act(next, { ...SIGN, party: 'chen' }))).toEqual([422, 'not-who-applies']);
  const lift = { act: 'lift-bar', task: TASK, reason: '信用修复完成' } as const;
  expect((await world.act(id, lift)).status).toBe(403);
  expect((await world.act(id, lift, FIRE)).body.commitments[0].liftedAt).toBe('2024-06-21T02:00:00.000Z');
  const third = await filed(world);
  expect((await world.act(third, SIGN)).status).toBe(200);
  expect(ruleOf(await world.act(id, lift, FIRE)).at(-1)).toBe('not-barred');
});
