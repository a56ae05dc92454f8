/** 延续, 变更, 转入: one ends and the next begins, both or neither. */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeIdentifier, takeApart } from '#functions/certificates/identifier.ts';
import { OperationFile } from '#functions/certificates/operations/stored-operation.ts';
import { entryKey } from '#functions/certificates/status/entry.ts';
import { type CertificateType, IssueRequest } from '#schemas/certificate.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { failed, findBy, issueBy, pullBy, refusal, verifyBy } from './calls.ts';
import { everyOperation, heldBetween, historyOf, operateBy } from './operations/calls.ts';
import { itemOf, operationFiles } from './operations/stored.ts';
import { reborn } from './reborn.ts';
import { CHEN_FUYING, type Deps, depsOn, freshWorld, itemsIn, recordsOf, snapshotWith, type World } from './world.ts';

let world: World;
let deps: Deps;
let count = 0;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});
const fresh = async (own: Deps = deps, change: object = {}) => {
  count += 1;
  return issueBy(own, { key: `i${count}`, number: `号${count}`, ...change });
};
const next = (supersedes: string, change: object = {}, own: Deps = deps) => {
  count += 1;
  return issueBy(own, { key: `n${count}`, number: `续${count}`, operation: 'extend', supersedes, ...change });
};

describe('a next version', () => {
  test('keeps the serial, counts up, ends the one before, and both name each other', async () => {
    const old = await fresh();
    const made = await next(old.identifier, { operation: 'change', reason: '更正坐落' });
    expect(takeApart(made.identifier)).toEqual({ ...takeApart(old.identifier), version: 2 });
    expect(await deps.certificates.get(old.identifier)).toMatchObject({
      ...{ state: '05', revision: 2, supersededBy: made.identifier },
    });
    expect(await deps.certificates.get(made.identifier)).toMatchObject({
      ...{ state: '01', revision: 1, version: 2, begun: 'change', supersedes: old.identifier },
    });
    const [line, first] = (await historyOf(deps, old.identifier)).items;
    expect(line).toMatchObject({
      operation: 'change',
      code: '09',
      to: '05',
      supersededBy: made.identifier,
      reason: '更正坐落',
    });
    expect(first).toMatchObject({ operation: 'new', code: '01' });
    expect((await historyOf(deps, made.identifier)).items).toMatchObject([
      { operation: 'change', code: '09', supersedes: old.identifier, to: '01' },
    ]);
    const records = (await recordsOf(world)).filter(({ id }) => id === line?.record);
    expect(records).toMatchObject([{ kind: 'issue', operation: 'change', certificate: made.identifier }]);
    expect(
      (await operationFiles(world, 'real-estate-title', old.identifier)).map((file) => OperationFile.parse(file)),
    ).toMatchObject([{ operation: 'change', supersededBy: made.identifier }]);
    expect(failed(await verifyBy(deps, { identifier: old.identifier }))).toContain('state');
    expect((await verifyBy(deps, { identifier: made.identifier })).valid).toBe(true);
    expect(await refusal(pullBy(deps, old.identifier))).toMatchObject({ code: 'unprocessable' });
    const { status } = (await deps.certificates.get(old.identifier))!;
    expect(await itemOf(world, entryKey(status!))).toMatchObject({ entry: 1 });
    expect((await findBy(deps)).filter(({ valid }) => valid).map(({ identifier }) => identifier)).toEqual([
      made.identifier,
    ]);
  });

  test('its master names the one before', async () => {
    const old = await fresh();
    const { identifier } = await next(old.identifier);
    const { files } = (await deps.certificates.get(identifier))!;
    const master = JSON.parse(
      Buffer.from(await deps.files.get('real-estate-title', identifier, 'json', files.json)).toString(),
    );
    expect(master).toMatchObject({ version: 2, supersedes: old.identifier });
  });

  test('follows the newest only, and what can follow', async () => {
    const old = await fresh();
    const second = await next(old.identifier);
    expect(await refusal(next(old.identifier))).toMatchObject({ code: 'conflict' });
    await operateBy(deps, second.identifier);
    expect(await refusal(next(second.identifier))).toMatchObject({
      code: 'conflict',
      detail: '当前状态下不能进行该操作 certificate: extend is not possible in state 02',
    });
    const rule = async (call: Promise<unknown>) => (await refusal(call)).errors;
    expect(await rule(next(old.identifier.replace(/\.001\.\w$/, '.009.A')))).toEqual([
      { field: '/supersedes', rule: 'unknown-certificate' },
    ]);
    const types = snapshotWith().raw.certificateTypes;
    const certificateTypes = types.map((type) => ({ ...type, operations: ['new'] }) as CertificateType);
    const newOnly = depsOn(world, { snapshot: snapshotWith({ certificateTypes }) });
    const live = await fresh();
    expect(await rule(next(live.identifier, {}, newOnly))).toEqual([
      { field: '/operation', rule: 'type-does-not-know-it' },
    ]);
  });

  test('says what it is: operation and superseded go together, an old number with a transfer', () => {
    const paths = (change: object) =>
      IssueRequest.safeParse({ ...request, ...change }).error?.issues.map(({ path }) => path.join('/')) ?? [];
    const request = {
      ...{ type: 't', number: '1', issuedOn: '2026-01-01', validFrom: '2026-01-01', data: {} },
      holders: [{ name: '甲', code: CHEN_FUYING, codeType: '111' }],
    };
    const supersedes = makeIdentifier({
      typeCode: `11330784002605048X001`,
      issuer: '11330784002605048X',
      serial: '1',
      version: 1,
    });
    expect(paths({})).toEqual([]);
    expect(paths({ operation: 'extend', supersedes })).toEqual([]);
    expect(paths({ operation: 'extend' })).toEqual(['supersedes']);
    expect(paths({ supersedes })).toEqual(['supersedes']);
    expect(paths({ operation: 'transfer-in', supersedes })).toEqual(['oldNumber']);
    expect(paths({ operation: 'change', supersedes, oldNumber: '1' })).toEqual(['oldNumber']);
  });
});

describe('transferred', () => {
  test('out and in again: the number must be the one that left', async () => {
    const old = await fresh();
    const back = { operation: 'transfer-in', oldNumber: `号${count}` };
    expect(await refusal(next(old.identifier, back))).toMatchObject({ code: 'conflict' });
    await operateBy(deps, old.identifier, { operation: 'transfer-out' });
    expect((await refusal(next(old.identifier, { ...back, oldNumber: '他' }))).errors).toEqual([
      { field: '/oldNumber', rule: 'other-than-the-superseded' },
    ]);
    const made = await next(old.identifier, back);
    expect(await deps.certificates.get(old.identifier)).toMatchObject({ state: '05', supersededBy: made.identifier });
    expect((await historyOf(deps, made.identifier)).items).toMatchObject([{ operation: 'transfer-in', code: '08' }]);
  });

  test('in from another city: known by identifier and number, and nothing of ours ends', async () => {
    const type = snapshotWith().certificateType('real-estate-title')!;
    const parts = { typeCode: type.code, issuer: '11330700002604999A', serial: '2026ABC', version: 3 };
    const supersedes = makeIdentifier(parts);
    const before = (await itemsIn(world.client, world.names.certificates)).filter(
      ({ sk }) => sk === 'certificate',
    ).length;
    const made = await next(supersedes, { operation: 'transfer-in', oldNumber: '浙(2020)金华市第1号' });
    expect(takeApart(made.identifier)).toMatchObject({ serial: '2026ABC', version: 4 });
    const after = (await itemsIn(world.client, world.names.certificates)).filter(
      ({ sk }) => sk === 'certificate',
    ).length;
    expect(after).toBe(before + 1);
    expect((await refusal(next(supersedes))).errors).toEqual([{ field: '/supersedes', rule: 'unknown-certificate' }]);
  });
});

describe('at once, twice, and dying', () => {
  test('of two next versions one wins; a hold that comes between wins over a next version', async () => {
    const old = await fresh();
    const both = await Promise.allSettled([next(old.identifier), next(old.identifier), next(old.identifier)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
    const live = await fresh();
    const held = heldBetween(deps, live.identifier);
    expect(await refusal(next(live.identifier, {}, held))).toMatchObject({
      code: 'conflict',
      errors: [{ field: '/supersedes', rule: 'another-came-first' }],
    });
    expect(await deps.certificates.get(live.identifier)).toMatchObject({ state: '02' });
  });

  test('costs one read and one write of a file more than an issue', async () => {
    const { identifier } = await fresh();
    const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
    const cost = async (call: Promise<unknown>) => {
      await call;
      const all = { ...table.calls, ...bucket.calls };
      table.reset();
      bucket.reset();
      return all;
    };
    const plain = await cost(fresh());
    expect(await cost(next(identifier))).toEqual({
      ...plain,
      GetItem: (plain.GetItem ?? 0) + 1,
      PutObject: (plain.PutObject ?? 0) + 1,
    });
  });

  test('killed at every await boundary: one valid version at any time, and the repeat ends with both', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const mortal = await freshWorld();
      const after = reborn(mortal);
      const whole = depsOn(after, { snapshot: everyOperation() });
      const old = await issueBy(whole);
      const wish = { key: 'v', number: '续', operation: 'extend' as const, supersedes: old.identifier };
      const answer = await issueBy(depsOn(mortal, { crash, snapshot: everyOperation() }), wish).catch(
        (error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
        },
      );
      const states = async () => {
        const found = await itemsIn(after.client, mortal.names.certificates);
        return found
          .filter(({ sk }) => sk === 'certificate')
          .map(({ state }) => state)
          .sort();
      };
      expect([['01'], ['01', '05']]).toContainEqual(await states());
      if (answer) expect(await states()).toEqual(['01', '05']);
      const again = await issueBy(whole, wish);
      if (answer) expect(again).toEqual(answer);
      expect(await states()).toEqual(['01', '05']);
      expect(await operationFiles(after, 'real-estate-title', old.identifier)).toHaveLength(1);
    });
    console.log(`next version: ${points} boundaries`);
    expect(points).toBeGreaterThan(15);
  });
});
