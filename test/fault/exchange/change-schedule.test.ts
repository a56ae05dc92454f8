/** Random lives of a change: callers alone and together, deaths, lost answers and acknowledgements, junk, and time that passes as it likes. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import type { Answered } from '#schemas/exchange.ts';
import { counting } from '#test/engines/counting.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { documentClient, type FreshTables, freshTables } from '#test/engines/tables.ts';
import { changeDeps, changing, type Register, register } from '#test/functions/exchange/changing.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { instanceOf, recordsIn } from '#test/functions/exchange/running.ts';
import { NOW } from '#test/functions/exchange/world.ts';

keepLines();
const RUNS = process.env.ONETRIP_FULL === '1' ? 300 : 25;
const DAY = 86_400_000;
const LEASE_MS = 15_000;
const seen = { lives: 0, deaths: 0, answers: 0 };
afterAll(() => console.log(`lives of changes: ${JSON.stringify(seen)}, 0 violations`));

const never = Number.POSITIVE_INFINITY;
const life = fc.record({
  // Mostly within the lease and just after it; now and then a day.
  wait: fc.oneof(fc.integer({ max: 2 * LEASE_MS, min: 0 }), fc.constantFrom(1, LEASE_MS, DAY)),
  together: fc.integer({ min: 1, max: 3 }),
  diesAt: fc.oneof(fc.constant(never), fc.integer({ min: 0, max: 18 })),
  call: fc.option(
    fc.record({
      kind: fc.constantFrom('lose' as const, 'refuse' as const),
      nth: fc.integer({ min: 1, max: 4 }),
      final: fc.boolean(),
    }),
  ),
  department: fc.constantFrom('well', 'loses its answer', 'is not there', 'talks junk'),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

const spoil = (department: Register, how: Life['department']): void => {
  department.refuseNext(how === 'is not there' ? 3 : 0);
  if (how === 'loses its answer') department.loseNext();
  if (how === 'talks junk') department.sayNext({ junk: true });
};

type Tables = FreshTables<'exchanges' | 'breakers' | 'operations'>;
/** One instance that lives as it is told, behind a client of its own. */
const mortal = ({ names, endpoint }: Tables, { port }: ReturnType<typeof register>, { diesAt, call }: Life) => {
  const crash = crashPoints(diesAt);
  const client = documentClient(endpoint);
  const count = counting(client, crash);
  if (call) count.fault(call);
  const deps = changeDeps({ names, client });
  const dying: ExchangeDeps = { ...deps, snapshots: { current: crash.around(deps.snapshots.current) } };
  return { crash, send: instanceOf(changing(port(crash)), dying) };
};

test('whatever happens in whatever order: one effect, acted once, one record for an outcome on a day, one answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 6 }), async (lives) => {
      const tables = await freshTables('exchanges', 'breakers', 'operations');
      const department = register();
      const got: Answered[] = [];
      let now = NOW;
      for (const one of lives) {
        now += one.wait;
        spoil(department, one.department);
        const instances = Array.from({ length: one.together }, () => mortal(tables, department, one));
        const ended = await Promise.allSettled(instances.map(({ send }) => send({ key: 'k', now })));
        for (const end of ended) if (end.status === 'fulfilled') got.push(end.value);
        seen.lives += instances.length;
        seen.deaths += instances.filter(({ crash }) => crash.dead).length;
      }
      // He comes again until he is answered, later than the lease and than the probe of a breaker that opened; trouble may be left over.
      const well = instanceOf(changing(department.port()), changeDeps(tables));
      const last = got.length + 2;
      for (let left = 6; got.length < last; left -= 1) {
        spoil(department, 'well');
        now += LEASE_MS;
        await well({ key: 'k', now })
          .then((answered) => got.push(answered))
          .catch((error: unknown) => {
            if (left === 0) throw error;
          });
      }
      seen.answers += got.length;

      expect([department.effects.size, department.calls.act]).toEqual([1, 1]);
      const records = await recordsIn(tables);
      for (const { exchange, answer } of got) {
        expect(records.filter(({ id }) => id === exchange)).toHaveLength(1);
        expect(answer).toEqual(got[0]?.answer);
      }
      const first = Math.min(...records.map(({ at }) => at));
      const days = records.map(({ at }) => Math.floor((at - first) / DAY));
      expect(new Set(days).size).toBe(days.length);
    }),
    { numRuns: RUNS },
  );
});
