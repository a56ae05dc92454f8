/** Who is noticed, when, and who is not: rules in memory, then the same on real tables with repeats out of order. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { alertsStore } from '#functions/alerts/alerts.store.ts';
import { sightingsStore } from '#functions/alerts/sightings.store.ts';
import type { Envelope } from '#schemas/event.ts';
import { counting } from '#test/engines/counting.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { lookAt, MORNING, memory, neighbour, OFFICER, snapshotOf, stranger, threshold, watcher } from './world.ts';

beforeEach(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));
const FULL = process.env.ONETRIP_FULL === '1';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const takeAll = async (envelopes: readonly Envelope[], snapshot = snapshotOf()) => {
  const room = memory();
  const { take, sent } = watcher(room, snapshot);
  for (const envelope of envelopes) await take(envelope);
  return { ...room, sent, alerts: [...room.raised.values()] };
};
const people = (count: number, from = 0) => Array.from({ length: count }, (_, i) => stranger(from + i));

describe('an officer', () => {
  test('who looks at sixty people within half an hour is noticed at the sixtieth, once', async () => {
    const looks = people(80).map((code, i) => lookAt(code, { officer: OFFICER, at: MORNING + i * 20_000 }));
    expect((await takeAll(looks.slice(0, 59))).alerts).toEqual([]);
    const { alerts } = await takeAll(looks);
    expect(alerts).toMatchObject([
      {
        state: 'raised',
        threshold: 'officer-hour',
        watch: 'officer',
        who: OFFICER,
        pattern: 'many',
        department: 'housing',
        grant: 'housing-title',
        distinct: 60,
        at: looks[59]?.at,
      },
    ]);
  });

  test('who looks at the same few people all day long is not', async () => {
    const looks = Array.from({ length: 600 }, (_, i) =>
      lookAt(stranger(i % 40), { officer: OFFICER, at: MORNING + i }),
    );
    expect((await takeAll(looks)).alerts).toEqual([]);
  });

  test('who goes slowly enough for every hour is noticed by the day', async () => {
    const looks = people(240).map((code, i) => lookAt(code, { officer: OFFICER, at: MORNING + i * 2 * MINUTE }));
    expect((await takeAll(looks)).alerts).toMatchObject([{ threshold: 'officer-day', distinct: 240 }]);
  });

  test('who walks through the numbers of one birthday is noticed at the sixth', async () => {
    const looks = Array.from({ length: 6 }, (_, i) =>
      lookAt(neighbour(i), { officer: OFFICER, at: MORNING + i * HOUR }),
    );
    expect((await takeAll(looks.slice(0, 5))).alerts).toEqual([]);
    expect((await takeAll(looks)).alerts).toMatchObject([{ threshold: 'officer-sequence', pattern: 'sequence' }]);
  });

  test('works a normal day and is not noticed, whatever the day looks like', async () => {
    // Up to sixty cases from half past eight to half past five, one to four people each, and each looked at up to three times.
    const work = fc.array(
      fc.record({
        minute: fc.integer({ min: 0, max: 540 }),
        parties: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 4 }),
        looks: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 10, maxLength: 60 },
    );
    const spread = work.map((cases) => cases.map((one, i) => ({ ...one, minute: (one.minute + i * 9) % 540 })));
    await fc.assert(
      fc.asyncProperty(spread, async (cases) => {
        const looks = cases.flatMap(({ minute, parties, looks: times }) =>
          parties.flatMap((n) =>
            Array.from({ length: times }, () =>
              lookAt(stranger(n), { officer: OFFICER, at: MORNING + minute * MINUTE }),
            ),
          ),
        );
        // Cases are not all in one hour: a desk serves at most nine people in it.
        fc.pre(busiest(cases.map(({ minute, parties }) => [minute, parties.length])) < 60);
        expect((await takeAll(looks)).alerts).toEqual([]);
      }),
      { numRuns: FULL ? 300 : 25 },
    );
  });
});

/** People at most in any hour. */
const busiest = (cases: readonly (readonly [number, number])[]): number =>
  Math.max(
    ...cases.map(([from]) =>
      cases.reduce((sum, [minute, parties]) => (minute >= from && minute < from + 60 ? sum + parties : sum), 0),
    ),
  );

describe('a department’s system', () => {
  test('is noticed near its threshold, by a sample that costs a fraction of the calls', async () => {
    const looks = people(4_500).map((code, i) => lookAt(code, { at: MORNING + Math.floor(i / 4) * 1_000 }));
    const { alerts, calls, sets } = await takeAll(looks);
    const [hour] = alerts.filter(({ threshold }) => threshold === 'client-hour');
    expect(hour).toMatchObject({ watch: 'client', who: 'housing-system', distinct: 3_000 });
    const at = ((hour?.at ?? 0) - MORNING) / 1_000;
    console.log(`3000 an hour: noticed after ${at * 4} people; ${(calls.add / looks.length).toFixed(2)} calls a look`);
    expect(at * 4).toBeGreaterThan(2_250);
    expect(at * 4).toBeLessThan(3_750);
    expect(calls.add / looks.length).toBeLessThan(1.4);
    for (const set of sets.values()) expect(set.size).toBeLessThanOrEqual(256);
  });

  test('of three thousand people in a whole day is not noticed', async () => {
    const looks = people(3_000).map((code, i) => lookAt(code, { at: MORNING + i * 10_000 }));
    expect((await takeAll(looks)).alerts).toEqual([]);
  });
});

describe('the city’s own thresholds', () => {
  const own = (...all: Parameters<typeof threshold>[0][]) => snapshotOf({ thresholds: all.map(threshold) });
  const looks = people(12).map((code, i) => lookAt(code, { officer: OFFICER, at: MORNING + i * MINUTE }));

  test('stand in the place of the standard ones of their kind', async () => {
    expect((await takeAll(looks, own({ distinct: 5 }))).alerts).toMatchObject([{ threshold: 'own', distinct: 5 }]);
    expect((await takeAll(looks, own({ distinct: 13 }))).alerts).toEqual([]);
  });

  test('for a role, or for a grant, count in the place of those for everybody; of two roles the wider', async () => {
    const everybody = { id: 'everybody', distinct: 5 };
    const narrow = { id: 'narrow', distinct: 20 };
    expect((await takeAll(looks, own(everybody, { ...narrow, role: 'approval-officer' }))).alerts).toEqual([]);
    expect((await takeAll(looks, own(everybody, { ...narrow, grant: 'housing-title' }))).alerts).toEqual([]);
    expect((await takeAll(looks, own(everybody, { ...narrow, role: 'supervisor' }))).alerts).toHaveLength(1);
    const two = own({ id: 'a', distinct: 5, role: 'approval-officer' }, { ...narrow, grant: 'housing-title' });
    expect((await takeAll(looks, two)).alerts).toEqual([]);
  });

  test('hold from their day to their end, and not while they are suspended', async () => {
    const suspended = { since: '2026-11-20T00:00:00Z', reason: '核查', by: 'x' };
    for (const change of [{ from: '2026-11-21T00:00:00Z' }, { until: '2026-11-20T01:00:00Z' }, { suspended }])
      expect((await takeAll(looks, own({ distinct: 5, ...change }))).alerts).toEqual([]);
  });

  test('that suspend tell the catalogue which grant, as it stood; without one nothing is ever sent', async () => {
    const { sent, alerts } = await takeAll(looks, own({ distinct: 5, suspends: true }));
    expect(sent).toMatchObject([
      { type: 'grant.suspend', data: { grant: 'housing-title', revision: 1, alert: alerts[0]?.id } },
    ]);
    expect((await takeAll(looks, own({ distinct: 5 }))).sent).toEqual([]);
  });
});

describe('on real tables', () => {
  const tables = async () => {
    const { names, client, endpoint } = await freshTables('sightings', 'alerts');
    const rooms = (one = client) => ({
      sightings: sightingsStore(one, names.sightings),
      alerts: alertsStore(one, names.alerts),
    });
    return { rooms, client, endpoint };
  };

  test('four watchers, one message in ten twice, all out of order: one alert, at the number of people and no other', async () => {
    const enough = FULL ? 250 : 24;
    const city = snapshotOf({ thresholds: [threshold({ distinct: enough, minutes: 1440 })] });
    for (const [count, raised] of [
      [enough - 1, 0],
      [enough, 1],
    ] as const) {
      const { rooms } = await tables();
      const once = people(count).map((code, i) => lookAt(code, { officer: OFFICER, at: MORNING + i * 1_000 }));
      const all = [...once, ...once.filter((_, i) => i % 10 === 0)];
      // A fixed shuffle: each tenth comes first, backwards.
      const shuffled = all.toSorted((a, b) => Number(BigInt(a.at % 10) - BigInt(b.at % 10)) || b.at - a.at);
      const store = rooms();
      const watchers = Array.from({ length: 4 }, () => watcher(store, city));
      await Promise.all(
        watchers.map(async ({ take }, mine) => {
          for (const [i, envelope] of shuffled.entries()) if (i % 4 === mine) await take(envelope);
        }),
      );
      const { alerts } = await store.alerts.list('raised', undefined, 10);
      expect(alerts).toHaveLength(raised);
      for (const alert of alerts) expect(alert.distinct).toBe(enough);
      // All of it once more, as after a redrive.
      for (const envelope of shuffled.slice(0, 40)) await watchers[0]?.take(envelope);
      expect((await store.alerts.list('raised', undefined, 10)).alerts).toEqual(alerts);
    }
  });

  test('killed at any moment, and told again: one alert, and the catalogue hears of it', async () => {
    const city = snapshotOf({ thresholds: [threshold({ distinct: 2, minutes: 1440, suspends: true })] });
    const [first, second] = people(2).map((code) => lookAt(code, { officer: OFFICER }));
    const points = await everyCrashPoint(async (crash) => {
      const { rooms, endpoint } = await tables();
      const mortal = documentClient(endpoint);
      counting(mortal, crash);
      const dying = watcher(rooms(mortal), city);
      await dying.take(first!).catch(() => undefined);
      await dying.take(second!).catch(() => undefined);
      const { sent, take } = watcher(rooms(), city);
      await take(second!);
      await take(first!);
      expect((await rooms().alerts.list('raised', 'housing', 10)).alerts).toHaveLength(1);
      expect([...dying.sent, ...sent].length).toBeGreaterThan(0);
    });
    expect(points).toBeGreaterThanOrEqual(4);
  });
});
