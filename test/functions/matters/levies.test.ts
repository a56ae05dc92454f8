import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fees } from '#city/matters/fees.ts';
import { levies } from '#city/matters/levies.ts';
import { leviesOf } from '#functions/matters/levies.ts';
import { Fee } from '#schemas/fee.ts';
import { HouseSale, LevyOrder, LevyRule } from '#schemas/levy.ts';

const rules = { levies, fee: fees.find(({ id }) => id === 'real-estate-registration')! };
const sale: HouseSale = {
  priceFen: 120_000_000,
  area: 11_800,
  use: 'home',
  buyerHomes: 1,
  heldYears: 3,
  sellerOnlyHome: true,
  furtherCopies: 0,
};
const of = (change: Partial<HouseSale>, day = '2017-09-25') => {
  const { lines, totalFen } = leviesOf(HouseSale.parse({ ...sale, ...change }), day, rules);
  return [...lines.map(({ fen }) => fen), totalFen];
};

describe('税费, price 1,200,000 yuan', () => {
  it.each<[string, Partial<HouseSale>, string, number[]]>([
    [
      '89.50 m², only home; seller six years, only home',
      { area: 8_950, heldYears: 6 },
      '2017-09-25',
      [1_200_000, 0, 0, 0, 8_000, 1_208_000],
    ],
    ['118 m², only home, 2017; seller three years', {}, '2017-09-25', [1_800_000, 0, 0, 1_200_000, 8_000, 3_008_000]],
    ['118 m², the same, from 2024-12-01', {}, '2024-12-01', [1_200_000, 0, 0, 1_200_000, 8_000, 2_408_000]],
    [
      '118 m², second home, 2017; seller one year',
      { buyerHomes: 2, heldYears: 1 },
      '2017-09-25',
      [2_285_714, 5_714_286, 685_714, 1_142_857, 8_000, 9_836_571],
    ],
  ])('%s', (_, change, day, expected) => {
    expect(of(change, day)).toEqual(expected);
  });

  it('80 and 550 are two units of different use; each further copy ten yuan', () => {
    expect(of({})[4]).toBe(8_000);
    expect(of({ use: 'other' })[4]).toBe(55_000);
    expect(of({ use: 'parking', furtherCopies: 2 })[4]).toBe(10_000);
  });

  it('taxes the gain where the seller chooses so, and the day before the rules changed as before', () => {
    expect(of({ gainFen: 20_000_000 })[3]).toBe(4_000_000);
    expect(of({}, '2024-11-30')).toEqual(of({}));
    expect(of({ buyerHomes: 3 })[0]).toBe(3_600_000);
  });

  it('reckons nothing by a rule that nobody knows', () => {
    expect(() => of({}, '2015-01-01')).toThrow();
  });
});

const anySale = fc.record({
  priceFen: fc.integer({ min: 1, max: 10_000_000_000 }),
  area: fc.integer({ min: 1, max: 60_000 }),
  use: fc.constantFrom('home' as const, 'other' as const, 'parking' as const),
  buyerHomes: fc.integer({ min: 1, max: 6 }),
  heldYears: fc.integer({ min: 0, max: 30 }),
  sellerOnlyHome: fc.boolean(),
  furtherCopies: fc.integer({ min: 0, max: 5 }),
});
const anyDay = fc.constantFrom('2017-01-01', '2019-06-30', '2024-11-30', '2024-12-01', '2026-11-20');

describe('any sale', () => {
  it('has exactly one rule for each levy on each day, and adds up to whole fen', () => {
    for (const rule of levies) expect(LevyRule.parse(rule)).toEqual(rule);
    for (const fee of fees) expect(Fee.parse(fee)).toEqual(fee);
    fc.assert(
      fc.property(anySale, anyDay, (one, day) => {
        const order = leviesOf(one, day, rules);
        expect(LevyOrder.parse(order)).toEqual(order);
        expect(order.lines.map(({ levy }) => levy)).toEqual([
          'deed-tax',
          'vat',
          'surcharges',
          'income-tax',
          'registration-fee',
        ]);
        const vat = order.lines[1]!;
        // Price without VAT and the VAT make the price, to the fen that rounding costs.
        expect(Math.abs(vat.baseFen + vat.fen - one.priceFen)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('costs no less for a higher price, nor for another home of the buyer', () => {
    fc.assert(
      fc.property(anySale, anyDay, fc.nat(1_000_000), (one, day, more) => {
        const total = (change: Partial<HouseSale>) => leviesOf({ ...one, ...change }, day, rules).totalFen;
        expect(total({ priceFen: one.priceFen + more })).toBeGreaterThanOrEqual(total({}));
        expect(total({ buyerHomes: one.buyerHomes + 1 })).toBeGreaterThanOrEqual(total({}));
      }),
    );
  });
});
