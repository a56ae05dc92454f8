/** 换发: another certificate takes the place of one that is cancelled in the same transaction, as when a house is sold. */
import { beforeAll, expect, test } from 'vitest';
import { takeApart } from '#functions/certificates/identifier.ts';
import { entryKey } from '#functions/certificates/status/entry.ts';
import { IssueRequest } from '#schemas/certificate.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { findBy, issueBy, refusal } from './calls.ts';
import { issueRequest } from './issue-request.ts';
import { everyOperation, heldBetween, historyOf, operateBy } from './operations/calls.ts';
import { itemOf, operationFiles } from './operations/stored.ts';
import { reborn } from './reborn.ts';
import { type Deps, depsOn, freshWorld, itemsIn, LI_NA, recordsOf, singleType, type World } from './world.ts';

const TITLE = 'real-estate-title';
const BUYER = { holders: [{ name: '李娜', code: LI_NA, codeType: '111' as const }] };

let world: World;
let deps: Deps;
let count = 0;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});
const fresh = async (change: object = {}) => {
  count += 1;
  return issueBy(deps, { key: `i${count}`, number: `号${count}`, ...change });
};
const sold = (replaces: string, change: object = {}, own: Deps = deps) => {
  count += 1;
  return issueBy(own, { key: `r${count}`, number: `新${count}`, ...BUYER, replaces, ...change });
};

test('the seller’s is cancelled as the buyer’s is issued, both name each other, and it is told once', async () => {
  const old = await fresh();
  const made = await sold(old.identifier, { reason: '转移登记，原证注销' });
  expect(takeApart(made.identifier)).toMatchObject({ version: 1 });
  expect(takeApart(made.identifier).serial).not.toBe(takeApart(old.identifier).serial);
  const before = (await deps.certificates.get(old.identifier))!;
  expect(before).toMatchObject({ state: '04', revision: 2, supersededBy: made.identifier });
  expect(await deps.certificates.get(made.identifier)).toMatchObject({ state: '01', supersedes: old.identifier });
  const [line] = (await historyOf(deps, old.identifier)).items;
  expect(line).toMatchObject({
    ...{ operation: 'cancel', code: '05', from: '01', to: '04' },
    ...{ supersededBy: made.identifier, reason: '转移登记，原证注销' },
  });
  expect((await historyOf(deps, made.identifier)).items).toMatchObject([
    { operation: 'new', supersedes: old.identifier, record: line?.record },
  ]);
  expect((await recordsOf(world)).filter(({ id }) => id === line?.record)).toMatchObject([
    { kind: 'issue', certificate: made.identifier },
  ]);
  expect(await operationFiles(world, TITLE, old.identifier)).toMatchObject([{ supersededBy: made.identifier }]);
  expect(await itemOf(world, entryKey(before.status!))).toMatchObject({ entry: 1 });
  expect((await findBy(deps)).filter(({ valid }) => valid)).toEqual([]);
});

test('what has ended, is held, of another type or not there, is refused in words', async () => {
  const gone = await fresh();
  await operateBy(deps, gone.identifier, { operation: 'annul' });
  const held = await fresh();
  await operateBy(deps, held.identifier);
  for (const [{ identifier }, state] of [
    [gone, '撤销（03）'],
    [held, '暂扣（02）'],
  ] as const) {
    const refused = await refusal(sold(identifier));
    expect([refused.code, refused.errors]).toEqual(['conflict', [{ field: '/replaces', rule: 'not-in-force' }]]);
    expect(refused.detail).toContain(`原证照现为${state}`);
  }
  const live = await fresh();
  const rule = async (call: Promise<unknown>) => (await refusal(call)).errors;
  expect(await rule(sold(live.identifier.replace(/\.001\.\w$/, '.009.A')))).toEqual([
    { field: '/replaces', rule: 'unknown-certificate' },
  ]);
  const both = depsOn(world, { snapshot: everyOperation([singleType]) });
  const other = { type: singleType.id, data: { ownership: '单独' } };
  expect(await rule(sold(live.identifier, other, both))).toEqual([
    { field: '/replaces', rule: 'certificate-of-another-type' },
  ]);
  const { data, error } = IssueRequest.safeParse(
    issueRequest({ operation: 'change', supersedes: live.identifier, replaces: live.identifier }),
  );
  expect([data, error?.issues.map(({ message }) => message)]).toEqual([undefined, ['not-with-operation']]);
});

test('of two buyers one gets it; a hold that comes between wins over the issue, and nothing of it is left', async () => {
  const old = await fresh();
  const both = await Promise.allSettled([sold(old.identifier), sold(old.identifier)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const live = await fresh();
  const meanwhile = heldBetween(deps, live.identifier);
  const before = (await itemsIn(world.client, world.names.certificates)).filter(({ sk }) => sk === 'certificate');
  expect(await refusal(sold(live.identifier, {}, meanwhile))).toMatchObject({
    code: 'conflict',
    errors: [{ field: '/replaces', rule: 'another-came-first' }],
  });
  const after = (await itemsIn(world.client, world.names.certificates)).filter(({ sk }) => sk === 'certificate');
  expect(after).toHaveLength(before.length);
  expect(await deps.certificates.get(live.identifier)).toMatchObject({ state: '02' });
});

test('of a type of which everybody may have one, the place goes to who gets it', async () => {
  const own = depsOn(world, { snapshot: everyOperation([singleType]) });
  const of = { type: singleType.id, data: { ownership: '单独' } };
  const old = await issueBy(own, { key: 's1', number: '单1', ...of });
  const made = await issueBy(own, { key: 's2', number: '单2', ...of, replaces: old.identifier });
  expect(await deps.certificates.get(made.identifier)).toMatchObject({ state: '01' });
  expect(await refusal(issueBy(own, { key: 's3', number: '单3', ...of }))).toMatchObject({
    errors: [{ field: '/holders', rule: 'holder-has-one-already' }],
  });
  await issueBy(own, { key: 's4', number: '单4', ...of, ...BUYER, replaces: made.identifier });
  await issueBy(own, { key: 's5', number: '单5', ...of });
});

test('killed at every await boundary: one of the two is in force at any time, and the repeat ends with both', async () => {
  const points = await everyCrashPoint(async (crash: CrashPoints) => {
    const mortal = await freshWorld();
    const after = reborn(mortal);
    const whole = depsOn(after, { snapshot: everyOperation() });
    const old = await issueBy(whole);
    const wish = { key: 'r', number: '新', ...BUYER, replaces: old.identifier };
    const answer = await issueBy(depsOn(mortal, { crash, snapshot: everyOperation() }), wish).catch(
      (error: unknown) => {
        expect(error).toBeInstanceOf(Crash);
      },
    );
    const states = async () =>
      (await itemsIn(after.client, mortal.names.certificates))
        .filter(({ sk }) => sk === 'certificate')
        .map(({ state }) => state)
        .sort();
    expect([['01'], ['01', '04']]).toContainEqual(await states());
    const again = await issueBy(whole, wish);
    if (answer) expect(again).toEqual(answer);
    expect(await states()).toEqual(['01', '04']);
    expect(await operationFiles(after, TITLE, old.identifier)).toHaveLength(1);
  });
  expect(points).toBeGreaterThan(15);
});
