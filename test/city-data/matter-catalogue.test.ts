import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE, COUNTED_ON, generateMatters } from '#city/generate/matters.ts';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { onceOnly, visitsOf, windowOf } from '#functions/matters/marks.ts';
import { WindowKind } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import { MatterCatalogue } from '#schemas/matter-catalogue.ts';

const catalogue = matterCatalogue();
const day = COUNTED_ON;
const indexed = indexMatters(catalogue);
let counted: readonly Matter[];
beforeAll(() => {
  counted = indexed.on(day);
});

describe('the catalogue of autumn 2017', () => {
  it('keeps its schema: bodies, units, exceptions and pinned versions are all there', () => {
    expect(MatterCatalogue.safeParse(catalogue).error?.issues).toBeUndefined();
  });

  it('has 1,145 matters, of which 1,068 are once: 93.28 % (K1)', () => {
    const once = counted.filter(onceOnly).length;
    expect([counted.length, once, Math.round((once * 10_000) / counted.length) / 100]).toEqual([1_145, 1_068, 93.28]);
    expect(new Set(counted.map(({ codes }) => codes.basic)).size).toBe(1_145);
    expect(new Set(counted.map(({ name }) => name.zh)).size).toBe(1_145);
  });

  it('lets nothing be more than once but by the province’s list, each with its reason', () => {
    for (const matter of counted.filter((one) => !onceOnly(one))) {
      expect([matter.id, indexed.listed.has(matter.onceException?.listed ?? '')]).toEqual([matter.id, true]);
      expect(matter.onceException?.reason.zh).toBeTruthy();
      expect(visitsOf(matter).length).toBeGreaterThan(1);
    }
    expect(counted.filter(({ onceException }) => onceException !== undefined).every((one) => !onceOnly(one))).toBe(
      true,
    );
  });

  it('takes 384 of them at six kinds of window, each at exactly one (M5), and leaves no other without a window (P1)', () => {
    const kinds = new Set<string>(WindowKind.options);
    const at = counted.map((matter) => windowOf(matter, catalogue.hall, day));
    expect(at.filter((window) => window === undefined)).toEqual([]);
    const integrated = at.filter((window) => window && kinds.has(window.kind));
    expect([integrated.length, new Set(integrated.map((window) => window?.kind)).size]).toEqual([384, 6]);
    for (const kind of kinds) expect(catalogue.hall.windows.filter((window) => window.kind === kind).length).toBe(1);
  });

  it('lets 218 be filed by mobile (P19)', () => {
    expect(counted.filter(({ channels }) => channels.includes('mobile'))).toHaveLength(CATALOGUE.mobile);
  });

  it('has work for each of the 38 desks', () => {
    const busy = new Set(counted.map(({ unit }) => unit));
    const idle = catalogue.hall.units.filter(({ id }) => !busy.has(id)).map(({ id }) => id);
    // Exit and entry shares its body with public security, whose unit takes its matters.
    expect(idle).toEqual(['exit-entry']);
  });

  it('is the same for the same seed, and its counts are those for any', () => {
    expect(JSON.stringify(generateMatters())).toBe(JSON.stringify(generateMatters()));
    const other = generateMatters('another');
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(generateMatters()));
    expect([other.length, other.filter(onceOnly).length]).toEqual([
      generateMatters().length,
      generateMatters().filter(onceOnly).length,
    ]);
  });
});
