/** The process dies at every await boundary of an exchange, before and after each effect: never an answer without a record, never two for one outcome. */
import { afterAll, describe, expect, test } from 'vitest';
import { PROBE_EVERY_MS } from '#functions/exchange/breaker.ts';
import { breakersStore } from '#functions/exchange/breakers.store.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import type { Answered } from '#schemas/exchange.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { depsOn, instanceOf, question, recordsIn, type Tables } from '#test/functions/exchange/running.ts';
import { adapterOf, NOW, ticket, titleOf } from '#test/functions/exchange/world.ts';

keepLines();
const points: Record<string, number> = {};
afterAll(() => {
  const all = Object.values(points).reduce((sum, n) => sum + n, 0);
  console.log(`crash points of an exchange: ${all} (${JSON.stringify(points)}), 0 violations`);
});

/** Every port of the exchange that awaits, wrapped by name, so that a new one cannot be forgotten. */
const mortal = (deps: ExchangeDeps, crash: CrashPoints): ExchangeDeps => {
  const wrap = <T extends object>(port: T): T =>
    Object.fromEntries(
      Object.entries(port).map(([name, member]) => [
        name,
        typeof member === 'function' && SYNCHRONOUS[name] === undefined ? crash.around(member.bind(port)) : member,
      ]),
    ) as T;
  return {
    ...deps,
    snapshots: wrap(deps.snapshots),
    keys: crash.around(deps.keys),
    records: wrap(deps.records),
    breaker: wrap(deps.breaker),
    asking: wrap(deps.asking),
  };
};
const SYNCHRONOUS: Readonly<Record<string, true>> = { clock: true, random: true };

/** The department: answers by turns, down when told, and it too is a boundary. */
const department = (crash: CrashPoints, answers: readonly (string | 'down')[]) => {
  let turn = 0;
  const ask = crash.around(async (holder: string) => {
    const unit = answers[Math.min(turn++, answers.length - 1)];
    if (unit === 'down') throw new Error('down');
    return { ...titleOf(holder), unit };
  });
  return adapterOf(ask);
};

interface Scene {
  readonly name: string;
  readonly answers: readonly string[];
  /** Calls that go well before the mortal one. */
  readonly before?: number;
  readonly key?: string;
  /** The breaker stands open, and its next probe is due. */
  readonly open?: true;
}
const SCENES: readonly Scene[] = [
  { name: 'a first call with a key', answers: ['A'], key: 'k' },
  { name: 'a call without a key', answers: ['A'] },
  { name: 'a repeat with the same answer', answers: ['A', 'A'], before: 1, key: 'k' },
  { name: 'a repeat with another answer', answers: ['A', 'B'], before: 1, key: 'k' },
  { name: 'a repeat of the repeat', answers: ['A', 'B', 'B'], before: 2, key: 'k' },
  { name: 'a department that is down', answers: ['down'], key: 'k' },
  { name: 'a probe that goes well', answers: ['A'], key: 'k', open: true },
  { name: 'a probe that fails', answers: ['down'], key: 'k', open: true },
];

const consistent = async (tables: Tables, answers: readonly Answered[]): Promise<void> => {
  const records = await recordsIn(tables);
  for (const { exchange } of answers) expect(records.filter(({ id }) => id === exchange)).toHaveLength(1);
  // Answers are 'A' or 'B': equal answers under one key have one record, other answers another.
  const byUnit = Map.groupBy(answers, ({ answer }) => (answer as { unit: string }).unit);
  for (const same of byUnit.values()) expect(new Set(same.map(({ exchange }) => exchange)).size).toBe(1);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
};

describe.each(SCENES)('$name', ({ name, answers, before = 0, key, open }) => {
  const sent = async () => ({
    body: question({ purpose: { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } }),
    ...(key === undefined ? {} : { key }),
  });

  test('killed at every await boundary', async () => {
    points[name] = await everyCrashPoint(async (crash) => {
      const { names, client, endpoint } = await freshTables('exchanges', 'breakers');
      const tables = { names, client: documentClient(endpoint) };
      const got: Answered[] = [];
      for (let i = 0; i < before; i += 1)
        got.push(
          await instanceOf(
            adapterOf(async (h) => ({ ...titleOf(h), unit: answers[i] })),
            depsOn(tables),
          )(await sent()),
        );
      const ready = await sent();
      if (open) await breakersStore(tables.client, names.breakers).open('deeds', NOW - PROBE_EVERY_MS);

      counting(client, crash);
      const dying = instanceOf(department(crash, answers.slice(before)), mortal(depsOn({ names, client }), crash));
      const ended = await dying(ready).catch((error: unknown) => error);
      const answered = !(ended instanceof Error);
      if (answered) {
        // Who has answered has not died; the record must be there.
        expect(crash.dead).toBe(false);
        got.push(ended as Answered);
      }
      if (crash.dead) expect(ended instanceof Crash || (ended as { code?: string }).code !== undefined).toBe(true);
      await consistent(tables, got);

      if (key === undefined) return;
      // The caller repeats; another instance serves it, and the department is well.
      const last = answers.at(-1) === 'down' ? 'A' : answers.at(-1);
      const well = instanceOf(
        adapterOf(async (h) => ({ ...titleOf(h), unit: last })),
        depsOn(tables),
      );
      // Later than the probe of the one that died, which took it some milliseconds after NOW.
      const later = { ...ready, now: NOW + 2 * PROBE_EVERY_MS };
      got.push(await well(later));
      got.push(await well(later));
      await consistent(tables, got);
      const outcomes = new Set([...answers.filter((a) => a !== 'down'), last]);
      expect(await recordsIn(tables)).toHaveLength(outcomes.size);
    });
    expect(points[name]).toBeGreaterThanOrEqual(8);
  });
});

test('the checker itself: a store that only pretends to write is caught', async () => {
  const tables = await freshTables('exchanges', 'breakers');
  const lying = depsOn(tables, { records: { put: async () => 'written' } });
  const answered = await instanceOf(
    adapterOf(async (h) => titleOf(h)),
    lying,
  )({});
  await expect(consistent(tables, [answered])).rejects.toThrow();
});
