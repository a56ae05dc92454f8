import { describe, expect, test } from 'vitest';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { issueBy } from '../calls.ts';
import { reborn } from '../reborn.ts';
import { depsOn, freshWorld, itemsIn, recordsOf, singleType } from '../world.ts';
import { everyOperation, historyOf, operateBy } from './calls.ts';
import { operationFiles } from './stored.ts';

const dying = <T>(call: Promise<T>): Promise<T | undefined> =>
  call.catch((error: unknown) => {
    expect(error).toBeInstanceOf(Crash);
    return undefined;
  });

const snapshot = everyOperation([singleType]);
const request = { type: singleType.id, data: { ownership: '单独所有' } };

describe('killed at every await boundary', () => {
  test('an operation is whole or not there, its answer stands on its file, and its repeat ends with one of each', async () => {
    const seen = { done: 0, undone: 0, withoutFile: 0 };
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const whole = depsOn(after, { snapshot });
      const { identifier } = await issueBy(whole, request);
      const files = () => operationFiles(after, singleType.id, identifier);
      const answer = await dying(operateBy(depsOn(world, { crash, snapshot }), identifier, { operation: 'cancel' }));

      const items = await itemsIn(after.client, after.names.certificates);
      const records = (await recordsOf(after)).filter(({ kind }) => kind === 'operation');
      const state = items.find(({ sk }) => sk === 'certificate')?.state;
      const done = state === '04';
      seen[done ? 'done' : 'undone'] += 1;
      const all = {
        operations: items.filter(({ sk }) => sk.startsWith('operation#')).length,
        keys: items.filter(({ pk, sk }) => pk.startsWith('key#') && sk === 'operation').length,
        places: items.filter(({ sk }) => sk === `@${singleType.id}`).length,
        records: records.length,
      };
      expect(all).toEqual(
        done ? { operations: 1, keys: 1, places: 0, records: 1 } : { operations: 0, keys: 0, places: 1, records: 0 },
      );
      if (answer) expect(await files()).toHaveLength(1);
      if (done && (await files()).length === 0) seen.withoutFile += 1;
      if (!done) expect(await files()).toEqual([]);

      const again = await operateBy(whole, identifier, { operation: 'cancel' });
      if (answer) expect(again).toEqual(answer);
      if (done) expect(again.record).toBe(records[0]?.id);
      expect(await files()).toHaveLength(1);
      expect((await historyOf(whole, identifier)).items).toMatchObject([again, { operation: 'new' }]);
    });
    console.log(`operation: ${points} boundaries`);
    expect(points).toBe(8);
    expect(Math.min(seen.done, seen.undone, seen.withoutFile)).toBeGreaterThan(0);
  });

  test.each([false, true])('the acknowledgement of the transaction is lost; final for the SDK: %s', async (final) => {
    const world = await freshWorld();
    const deps = depsOn(world);
    const { identifier } = await issueBy(deps);
    counting(world.client).fault({ kind: 'lose', operation: 'TransactWriteItems', nth: 1, final });
    const line = await operateBy(deps, identifier).catch(() => operateBy(deps, identifier));
    expect((await historyOf(deps, identifier)).items).toMatchObject([line, { operation: 'new' }]);
    expect((await recordsOf(world)).filter(({ kind }) => kind === 'operation')).toMatchObject([{ id: line.record }]);
  });
});
