/** A batch from its beginning to its end, in its own room: real tables, real bucket. */
import { expect, test } from 'vitest';
import { recordsIn } from '#test/functions/exchange/running.ts';
import { adapterOf, NOW, titleOf } from '#test/functions/exchange/world.ts';
import { callerOn, fileOf, ground, holder, linesOf, processOn, pump, submitted } from './world.ts';

test('250 rows: uploaded, cut into three parts, asked once each, recorded once each, fetched in order', async () => {
  const on = await ground();
  const asked: string[] = [];
  const process = processOn(on, {
    adapter: adapterOf(async (who) => {
      asked.push(who);
      return who.endsWith('7') ? null : titleOf(who);
    }),
  });
  const caller = callerOn(process);
  const { id, state } = await submitted(caller, fileOf(250));
  expect(state).toBe('submitted');
  await pump(process);
  const done = await caller.get(id);
  expect(done).toMatchObject({
    state: 'done',
    rows: 250,
    parts: 3,
    progress: { done: 250, outcomes: { found: 225, 'not-found': 25 } },
  });
  expect(asked.toSorted()).toEqual(Array.from({ length: 250 }, (_, i) => holder(i + 1)));
  const lines = (await Promise.all([1, 2, 3].map((part) => caller.result(id, part)))).flatMap(linesOf);
  expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
  expect(lines[0]).toMatchObject({
    outcome: 'found',
    answer: { holder: holder(1), unit: 'U1', seized: false, owners: [{ name: '王强' }] },
  });
  const records = await recordsIn(on.tables);
  expect(records).toHaveLength(250);
  expect(new Set(records.map((record) => record.batch))).toEqual(new Set([id]));
  expect(new Set(records.map((record) => record.id))).toEqual(new Set(lines.map(({ exchange }) => exchange)));
  expect((await caller.pickups(id)).items).toHaveLength(3);
  expect(NOW).toBeGreaterThan(0);
});
