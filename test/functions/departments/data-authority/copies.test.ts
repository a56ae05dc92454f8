/** 回流副本: what Jinhua's events said, in our words, answered as of when the flow was complete, and only while it is granted. */
import { beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { resources } from '#city/resources/index.ts';
import { dataAuthority } from '#functions/departments/data-authority/resources.ts';
import { MAPPED } from '#functions/departments/jinhua/resources.ts';
import { SENT_DOWN } from '#functions/departments/jinhua/sent-down.ts';
import { type CopiesStore, copiesStore } from '#functions/departments/protocols/upper/copies.store.ts';
import { afterMove } from '#functions/departments/protocols/upper/gap.ts';
import { mappings } from '#functions/departments/protocols/upper/mappings.ts';
import { type ReturnsStore, returnsStore } from '#functions/departments/protocols/upper/returns.store.ts';
import { checkAnswer } from '#functions/exchange/answer.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import type { Resource } from '#schemas/resource.ts';
import type { StoredReturn } from '#schemas/upper.ts';
import { freshTables } from '#test/engines/tables.ts';

const NOW = Date.parse('2026-11-20T10:00:00+08:00');
const HOUR = 3_600_000;
const TOLD = '2026-11-18T09:30:00+08:00';
const RESOURCE = 'jinhua/house-contract';
const CONTRACT = 'YK20260800001';
const declared = resources.find(({ id }) => id === 'data-authority/house-contract-copy') as Resource;
const [mapped] = mappings('jinhua', MAPPED, SENT_DOWN, {});
const sentDown = mapped?.returned;
const theirs = {
  party: CHEN_FUYING,
  contractNumber: CONTRACT,
  unitNumber: CHEN_HOME,
  signedOn: '2026-11-18',
  state: 'filed',
};
const flow: StoredReturn = {
  ...{ v: 1, revision: 1, resource: RESOURCE, upper: 'housing/contract-filing', generation: 1, after: 7 },
  subscription: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
  completeAt: NOW,
};

const OLD = { version: 1, master: 'an earlier master of more than 32 characters' };
const NEW = { version: 2, master: 'the running master of more than 32 characters', earlier: [OLD] };
let secret: object = OLD;
let now = NOW;
let [copies, returns] = [] as unknown as [CopiesStore, ReturnsStore];
beforeAll(async () => {
  const { client, names } = await freshTables('upper');
  copies = copiesStore(client, names.upper, async () => hubKeys(JSON.stringify(secret)));
  returns = returnsStore(client, names.upper);
});

const ask = async (party = CHEN_FUYING, contract = CONTRACT): Promise<unknown> => {
  const port = dataAuthority(copies, () => now).resources['house-contract-copy'];
  if (!port || !('ask' in port)) throw new Error('it is asked now');
  const context = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
  return checkAnswer(declared, port.answer, await port.ask({ party, contract }, context), party);
};
const tell = (number: number, over: object = {}, at = NOW) => {
  const data = sentDown?.data({ ...theirs, ...over }) ?? {};
  const of = { resource: RESOURCE, subject: CHEN_FUYING, record: sentDown?.copy?.(data) ?? [] };
  return copies.keep(of, { number, toldAt: TOLD, data, ...('ended' in over ? { ended: true as const } : {}) }, at);
};
const stand = (revision: number, over: Partial<StoredReturn>) => returns.put({ ...flow, ...over, revision });

test('before anything was brought down nothing is known, and so of who was never told of', async () => {
  expect(await ask()).toBeNull();
  await tell(1);
  // The flow has not been complete yet: nobody could say as of when it is.
  expect(await ask()).toBeNull();
  await stand(1, {});
  expect(await ask(LI_NA)).toBeNull();
  expect(await ask(CHEN_FUYING, 'YK20260800002')).toBeNull();
});

test('it answers in our words, with when it was told and as of when that is still so', async () => {
  expect(await ask()).toEqual({
    ...{ party: CHEN_FUYING, contract: CONTRACT, unitNumber: CHEN_HOME, signedOn: '2026-11-18', state: 'filed' },
    toldAt: TOLD,
    asOf: new Date(NOW).toISOString(),
  });
  await tell(3, { state: 'cancelled' });
  await tell(2, { state: 'filed' });
  expect(await ask()).toMatchObject({ state: 'cancelled' });
});

test('a change of the hub’s key leaves what was told before it where it is found, and what comes after it wins', async () => {
  secret = NEW;
  expect(await ask()).toMatchObject({ state: 'cancelled' });
  await tell(4);
  expect(await ask()).toMatchObject({ state: 'filed' });
});

test('taken back above, nothing is answered here; a flow that merely stands still is answered as of then', async () => {
  await stand(2, { stopped: { since: NOW, rule: 'events-expired' } });
  expect(await ask()).toMatchObject({ asOf: new Date(NOW).toISOString() });
  await stand(3, { stopped: { since: NOW, rule: 'hub-denied:grant-suspended' } });
  await expect(ask()).rejects.toMatchObject({ code: 'department-refused' });
  await stand(4, {});
  expect(await ask()).toMatchObject({ state: 'filed' });
});

test('past a gap, what was told before is sure up to then, and what is told again is as fresh as the flow', async () => {
  const read = async (): Promise<StoredReturn> => {
    const { stopped: _, ...stood } = (await returns.get(RESOURCE)) as StoredReturn;
    return stood;
  };
  const move = async (to: number, at: number) =>
    returns.put(afterMove(await read(), { to, by: 'officer-li-yan', reason: '已按批量补回' }, at));
  const complete = async (completeAt: number) => {
    const stood = await read();
    await returns.put({ ...stood, revision: stood.revision + 1, completeAt });
  };
  await move(9, NOW + HOUR);
  expect(await ask()).toMatchObject({ asOf: new Date(NOW).toISOString() });
  await complete(NOW + 2 * HOUR);
  expect(await ask()).toMatchObject({ state: 'filed', asOf: new Date(NOW).toISOString() });
  await move(11, NOW + 3 * HOUR);
  await move(12, NOW + 3 * HOUR + 1);
  // Led past something twice before the next run: no sure moment is lost, and none is made up.
  expect((await read()).gap).toEqual({ at: NOW + 3 * HOUR + 1, completeAt: NOW + 2 * HOUR });
  await complete(NOW + 4 * HOUR);
  await tell(5, {}, NOW + 5 * HOUR);
  expect(await ask()).toMatchObject({ asOf: new Date(NOW + 4 * HOUR).toISOString() });
  // Back, to take again, leaves the gap as it is.
  await move(3, NOW + 6 * HOUR);
  expect((await read()).gap).toEqual({ at: NOW + 3 * HOUR + 1, completeAt: NOW + 2 * HOUR });
  await complete(NOW + 7 * HOUR);
});

test('what has ended, or was told too long ago, is not answered', async () => {
  now = NOW + 401 * 86_400_000;
  expect(await ask()).toBeNull();
  now = NOW;
  await tell(6, { ended: true });
  expect(await ask()).toBeNull();
});
