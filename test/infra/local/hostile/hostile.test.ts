/** The bar of hostile departments, a seeded part of it; all of it with the full numbers, and by `npm run hostile`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chance } from '#city/generate/prng.ts';
import { type Ground, openGround } from '#infra/local/hostile/ground.ts';
import { play, type Result } from '#infra/local/hostile/play.ts';
import type { Row } from '#infra/local/hostile/protocol.ts';
import { protocols } from '#infra/local/hostile/protocols/index.ts';
import { freshTables } from '#test/engines/tables.ts';
import { protocol as naive } from './naive.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const DEADLINE_MS = FULL ? 1_000 : 500;
/** For rows of which none is ended by the clock. */
const PATIENT_MS = 10_000;
let ground: Ground;

beforeAll(async () => {
  const { endpoint } = await freshTables('due');
  ground = await openGround(
    endpoint,
    protocols.map(({ protocol: { question } }) => question),
  );
});
afterAll(() => ground.stop());

/** The same in every run. What would need a process more is left to the full run. */
const some = (rows: readonly Row[], count: number): Row[] => {
  const left = rows.filter(({ how, told }) => 'mode' in how && told !== 'department-timeout');
  const { int } = chance('hostile');
  return Array.from({ length: count }, () => left.splice(int(0, left.length - 1), 1)[0] as Row);
};
/** How long and how heavy is for the bar: here other tests run beside. */
const wrong = (results: readonly Result[]) =>
  results
    .map(({ behaviour, faults }) => ({ behaviour, faults: faults.filter((one) => one !== 'late' && one !== 'memory') }))
    .filter(({ faults }) => faults.length > 0);

test('at least forty behaviours, each row once', () => {
  const rows = protocols.flatMap(({ protocol }) =>
    protocol.rows.map(({ behaviour }) => `${behaviour} (${protocol.name})`),
  );
  expect(new Set(rows).size).toBe(rows.length);
  const behaviours = new Set(protocols.flatMap(({ protocol }) => protocol.rows.map(({ behaviour }) => behaviour)));
  expect(behaviours.size).toBeGreaterThanOrEqual(40);
});

const [rest] = protocols as [(typeof protocols)[number]];

describe.skipIf(FULL)('some of it', () => {
  test('signed REST contains it', async () => {
    const rows = some(rest.protocol.rows, 16);
    const results = await play({ ...rest, rows, here: true }, ground, PATIENT_MS);
    expect(results).toHaveLength(16);
    expect(wrong(results)).toEqual([]);
  });
});

describe.runIf(FULL)('all of it', () => {
  test.each(protocols.map((one) => [one.protocol.name, one] as const))('%s contains it', async (_name, one) => {
    expect(wrong(await play(one, ground, DEADLINE_MS))).toEqual([]);
  });
});

test('what asks, parses and passes on is seen through: most is not contained', async () => {
  // The first seven of the ten cost little; the others would need a process of their own, which dies.
  const rows = FULL ? naive.rows.filter(({ how }) => 'mode' in how) : naive.rows.slice(0, 7);
  const module = new URL('./naive.ts', import.meta.url).href;
  const results = await play({ protocol: naive, module, rows, ...(FULL ? {} : { here: true }) }, ground, DEADLINE_MS);
  // It writes no rule into its log; that alone is not held against it.
  const contained = results.filter(({ faults }) => faults.every((fault) => fault.startsWith('by ')));
  expect(results).toHaveLength(rows.length);
  expect(contained.length).toBeLessThanOrEqual(results.length / 4);
});
