/** 体外循环: who decides what is not for him is refused and counted, for his own department, and once however often he sends it. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { WANG_QIANG } from '#city/cast.ts';
import { caseIdOf } from '#functions/cases/case-id.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { acceptedRestaurant, BEGINS } from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { BODIES } from './restaurant.ts';
import { type CasesWorld, casesWorld, XU } from './world.ts';

const DECIDE: ActBody<'decide'> = { act: 'decide', task: 'company-setup', decision: 'approve' };

const counted = async ({ call }: Pick<CasesWorld, 'call'>, department: string) => {
  const { body } = await call('GET /v1/refused-decisions', { as: 'officer-tong-bo', query: { department } });
  expect(caseRoutes.listRefusedDecisions.answer.safeParse(body).error?.issues).toBeUndefined();
  return body.items;
};
const rules = async (world: CasesWorld, department: string): Promise<string[]> =>
  (await counted(world, department)).map(({ cause }: { cause: string }) => cause).toSorted();

test('another department’s officer, who has no such duty and who has no part are each refused, and counted for their own department', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const decided = async (as: string) => (await world.act(id, DECIDE, { as })).status;
  expect(await decided(BODIES['fire-check'])).toBe(403);
  expect(await decided(XU)).toBe(403);
  // 制证岗 of the same department: no case is hers to decide.
  expect(await decided('officer-zhou-ke')).toBe(403);
  // Who has no part in it learns of no case.
  expect(await decided('officer-huang-yi')).toBe(404);
  // Whom the registry does not know speaks for nobody.
  expect(await decided('officer-nobody')).toBe(403);
  expect(await rules(world, 'fire')).toEqual(['case-role']);
  expect(await rules(world, 'one-window')).toEqual(['case-role']);
  expect(await rules(world, 'market-supervision')).toEqual(['scope-not-held']);
  expect(await rules(world, 'civil-affairs')).toEqual(['not-found']);
  expect(await counted(world, 'fire')).toEqual([
    { department: 'fire', case: id, cause: 'case-role', at: new Date(world.now()).toISOString() },
  ]);
  const { Items = [] } = await world.client.send(new ScanCommand({ TableName: world.table }));
  const lines = Items.filter(({ pk }) => String(pk).startsWith('refused'));
  expect(lines).toHaveLength(8);
  expect(JSON.stringify(lines)).not.toMatch(/officer-|王强|3307841985/);
  expect(await decided(BODIES['company-setup'])).toBe(200);
  expect(await rules(world, 'market-supervision')).toEqual(['scope-not-held']);
});

test('what is no number of a case is counted and kept nowhere: it may be anything that somebody put into the address', async () => {
  const world = await casesWorld(BEGINS);
  const by = { as: BODIES['fire-check'] };
  for (const typed of [WANG_QIANG, '330784-20170925-W00000000-0', 'wang-qiang'])
    expect((await world.act(typed, DECIDE, by)).status).toBe(404);
  // Well made, and of no case here: whoever sent it meant a case.
  const elsewhere = caseIdOf(hubKeys(JSON.stringify({ version: 1, master: 'm'.repeat(40) })), {
    ...{ division: '330784', channel: 'window', command: 'another hub' },
    at: world.now(),
  });
  expect((await world.act(elsewhere, DECIDE, by)).status).toBe(404);
  expect((await counted(world, 'fire')).map((one: { case?: string }) => one.case).filter(Boolean)).toEqual([elsewhere]);
  expect(await rules(world, 'fire')).toEqual(Array(4).fill('not-found'));
  const { Items = [] } = await world.client.send(new ScanCommand({ TableName: world.table }));
  expect(JSON.stringify(Items)).not.toContain(WANG_QIANG);
});

test('who accepted may not write down the decision of a body that has not joined, and is counted', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.paidHouse(world);
  await a02.decideHouse(world, id, a02.REGISTRATION);
  const decision = { ...DECIDE, task: 'utility-accounts' };
  expect((await world.act(id, decision)).status).toBe(403);
  expect(await rules(world, 'one-window')).toEqual(['case-role']);
  expect((await world.act(id, decision, { as: a02.HOUSE_BODIES['utility-accounts'] })).status).toBe(200);
  expect(await rules(world, 'one-window')).toEqual(['case-role']);
});

test('the same command counts once whenever it comes again, another one again; each is one call beside the reading', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const by = { as: BODIES['fire-check'] };
  world.counted.reset();
  await world.act(id, DECIDE, { ...by, key: 'one' });
  expect(world.counted.calls).toEqual({ Query: 1, TransactWriteItems: 1 });
  await world.to('2017-09-25 11:00');
  await Promise.all([world.act(id, DECIDE, { ...by, key: 'one' }), world.act(id, DECIDE, { ...by, key: 'one' })]);
  expect(await counted(world, 'fire')).toHaveLength(1);
  await world.act(id, DECIDE, { ...by, key: 'two' });
  expect(await counted(world, 'fire')).toHaveLength(2);
  // What is refused for its form was never a decision, and other acts are none.
  const deny = { ...DECIDE, decision: 'deny' } as const;
  expect((await world.act(id, deny, { as: BODIES['company-setup'] })).status).toBe(422);
  expect((await world.act(id, { act: 'put-out' }, by)).status).toBe(403);
  expect(await counted(world, 'fire')).toHaveLength(2);
  expect(await counted(world, 'market-supervision')).toEqual([]);
});

test('counted once wherever the function dies and the command is sent again', async () => {
  await everyCrashPoint(async (crash) => {
    const world = await casesWorld(BEGINS);
    const id = await acceptedRestaurant(world);
    const sent = {
      ...{ as: BODIES['fire-check'], params: { case: id }, body: DECIDE, headers: { 'idempotency-key': 'refused' } },
    };
    await world.life(crash).call('POST /v1/cases/{case}/acts', sent);
    expect((await world.call('POST /v1/cases/{case}/acts', sent)).status).toBe(403);
    expect(await counted(world, 'fire')).toHaveLength(1);
  });
});
