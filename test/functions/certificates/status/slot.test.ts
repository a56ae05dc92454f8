import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LISTS, slotOf } from '#functions/certificates/status/slot.ts';
import { LIST_ENTRIES, StatusSlot } from '#schemas/status.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `1.2.156.3005.2.T.I.${i}.001`);

describe('the place of a certificate', () => {
  test('is within the lists, and the same each time', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(50), (name, probe) => {
        const slot = slotOf(name, probe);
        expect(StatusSlot.parse(slot)).toEqual(slotOf(name, probe));
        expect(slot.list).toBeLessThanOrEqual(LISTS);
      }),
    );
  });

  test('numbers that follow one another are spread evenly over lists and within them', () => {
    const slots = names(32_000).map((name) => slotOf(name));
    const byList = Map.groupBy(slots, ({ list }) => list);
    expect([...byList.keys()]).toHaveLength(LISTS);
    // 1000 expected in each; five standard deviations are 158.
    for (const of of byList.values()) expect(Math.abs(of.length - 1000)).toBeLessThan(158);
    const byTenth = Map.groupBy(slots, ({ index }) => Math.floor((index * 10) / LIST_ENTRIES));
    for (const of of byTenth.values()) expect(Math.abs(of.length - 3200)).toBeLessThan(270);
  });

  test('who meets another in his place goes on to a place elsewhere', () => {
    const probes = Array.from({ length: 100 }, (_, probe) => slotOf('one', probe));
    expect(new Set(probes.map(({ list, index }) => `${list} ${index}`)).size).toBe(100);
    expect(new Set(probes.map(({ list }) => list)).size).toBeGreaterThan(25);
  });

  test('filled as by five million certificates, one in seven needs a second try', () => {
    // The same density on a two-hundredth of the entries: what counts is the share that is taken.
    const taken = new Set<number>();
    const room = Math.floor((LISTS * LIST_ENTRIES) / 200);
    let tries = 0;
    for (const name of names(25_000)) {
      for (let probe = 0; ; probe += 1) {
        tries += 1;
        const { list, index } = slotOf(name, probe);
        const place = ((list - 1) * LIST_ENTRIES + index) % room;
        if (taken.has(place)) continue;
        taken.add(place);
        break;
      }
    }
    expect(taken.size).toBe(25_000);
    expect(tries / 25_000).toBeLessThan(1.1);
  });
});
