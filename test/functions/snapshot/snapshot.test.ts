import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { steadyClock } from '#functions/kernel/clock.ts';
import { NEVER_BEYOND_MS, REFRESH_FROM_MS, type SnapshotStore, snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Snapshot } from '#schemas/snapshot.ts';

const empty = (version: number): Snapshot => ({
  v: 1,
  version,
  departments: [],
  clients: [],
  officers: [],
  issuers: [],
  resources: [],
  grants: [],
  certificateTypes: [],
  revokedCases: [],
});

// A failing store is logged at each try; here it fails hundreds of times.
beforeAll(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A store whose truth changes, which fails or hangs when told, under a clock that the test moves. */
const stage = () => {
  let [now, version, reads] = [0, 1, 0];
  let mood: 'well' | 'fails' | 'hangs' = 'well';
  const supersededAt = new Map<number, number>();
  const hanging: (() => void)[] = [];
  const store: SnapshotStore = {
    read: async (held) => {
      reads += 1;
      const seen = version;
      if (mood === 'fails') throw new Error('refused');
      if (mood === 'hangs') await new Promise<void>((resolve) => hanging.push(resolve));
      return held === seen ? 'unchanged' : empty(seen);
    },
  };
  return {
    holder: snapshotHolder(store, () => now),
    reads: () => reads,
    supersededAt,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    change: () => {
      supersededAt.set(version, now);
      version += 1;
    },
    feel: (next: typeof mood) => {
      mood = next;
      if (next !== 'hangs') for (const resolve of hanging.splice(0)) resolve();
    },
  };
};

const step = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 16_000 }) }),
  fc.record({ do: fc.constant('change' as const) }),
  fc.record({ do: fc.constant('feel' as const), mood: fc.constantFrom('well', 'well', 'fails', 'hangs') }),
  fc.record({ do: fc.constant('ask' as const) }),
  fc.record({ do: fc.constant('ask' as const) }),
);

test('never answers with what was superseded more than 30 s ago, whatever the store does', async () => {
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const { holder, supersededAt, now, ...stageOf } = stage();
      for (const s of steps) {
        if (s.do === 'pass') stageOf.pass(s.ms);
        if (s.do === 'change') stageOf.change();
        if (s.do === 'feel') stageOf.feel(s.mood as 'well');
        if (s.do === 'ask') {
          const asked = holder.current().then(
            ({ version }) => {
              answers += 1;
              expect(now() - (supersededAt.get(version) ?? now())).toBeLessThanOrEqual(NEVER_BEYOND_MS);
            },
            (error: Error) => expect(error.message).toBe('hub-not-ready'),
          );
          await Promise.race([asked, settled()]);
        }
        await settled();
      }
      stageOf.feel('well');
      await settled();
    }),
    { numRuns: 300 },
  );
  expect(answers).toBeGreaterThan(300);
});

test('up to 20 s nothing is read; from 20 s it is refreshed behind the answer; beyond 30 s the answer waits', async () => {
  const { holder, reads, pass, change } = stage();
  expect((await holder.current()).version).toBe(1);
  change();
  pass(REFRESH_FROM_MS - 1);
  expect((await holder.current()).version).toBe(1);
  expect(reads()).toBe(1);
  pass(1);
  expect((await holder.current()).version).toBe(1);
  await settled();
  expect((await holder.current()).version).toBe(2);
  expect(reads()).toBe(2);
  change();
  pass(NEVER_BEYOND_MS + 1);
  expect((await holder.current()).version).toBe(3);
});

test('fifty callers at once cause one read', async () => {
  const { holder, reads } = stage();
  await Promise.all(Array.from({ length: 50 }, () => holder.current()));
  expect(reads()).toBe(1);
});

test('fails closed while the store fails and recovers by itself', async () => {
  const { holder, pass, feel } = stage();
  await holder.current();
  feel('fails');
  pass(NEVER_BEYOND_MS);
  expect((await holder.current()).version).toBe(1);
  pass(1);
  await expect(holder.current()).rejects.toMatchObject({ code: 'hub-not-ready' });
  feel('well');
  expect((await holder.current()).version).toBe(1);
});

test('a read whose socket died while the function was frozen is given up', async () => {
  const { holder, pass, feel } = stage();
  await holder.current();
  feel('hangs');
  pass(25_000);
  await holder.current();
  pass(10_000);
  const late = holder.current();
  await settled();
  feel('well');
  expect((await late).version).toBe(1);
});

test('the steady clock takes the larger step of its two clocks and never goes back', () => {
  let [monotonic, wall] = [0, 1_000_000];
  const clock = steadyClock(
    () => monotonic,
    () => wall,
  );
  monotonic += 5;
  expect(clock()).toBe(5);
  wall += 60_000; // Frozen for a minute: the monotonic clock stood still.
  expect(clock()).toBe(60_005);
  wall -= 3_600_000; // The wall clock was set back.
  monotonic += 7;
  expect(clock()).toBe(60_012);
});
