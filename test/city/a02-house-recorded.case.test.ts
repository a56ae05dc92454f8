/** A2, 计税依据核对: area, use, years held and price are those that were answered, or nothing is reckoned; the day of the contract decides the rates. */
import { expect, test } from 'vitest';
import { CHEN_HOME } from '#city/cast.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import {
  contractRecord,
  earlierTax,
  HERS,
  type Sold,
  saleOf,
  TAX,
  title,
} from '#infra/local/scenarios/a02-house-data.ts';
import { paper } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { type Travels, travel } from '#infra/local/scenarios/travel.ts';
import type { CaseView } from '#schemas/case.ts';
import type { HouseSale } from '#schemas/levy.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

const leviedIn = ({ tasks }: CaseView) => tasks.find(({ matter }) => matter === TAX)?.levied;
const refusedFor = (field: string, rule: string) => [422, [{ field, rule }]];

/** `written`: as the one form has it. */
const atTheTaxOffice = async (
  all: readonly Travels[],
  { written = HERS, entered = HERS, begins = a02.BEGINS }: { written?: Sold; entered?: Sold; begins?: string } = {},
) => {
  const world = await casesWorld(begins);
  const id = await a02.filedHouse(world, {}, written);
  await taken(world.act(id, { act: 'accept' }));
  await travel(world, id, [title({}, CHEN_HOME, entered)]);
  await a02.decideHouse(world, id, 'existing-house-contract');
  await travel(world, id, all);
  const reckon = async (sale: Partial<HouseSale>) => {
    const { status, body } = await a02.reckon(world, id, { ...saleOf(), ...sale });
    return status === 200 ? 200 : [status, body.errors];
  };
  return { world, id, reckon };
};

test('A2, her six years come out of the deed tax of 2011: by the entry of March 2017 alone it were half a year, with VAT', async () => {
  const { world, id, reckon } = await atTheTaxOffice([]);
  expect(await reckon({ heldYears: 6 })).toEqual(refusedFor('/sale/heldYears', 'held-differs'));
  expect(await reckon({ heldYears: 0, sellerOnlyHome: true })).toBe(200);
  expect(leviedIn(await world.get(id))?.order.lines.find(({ levy }) => levy === 'vat')?.fen).toBe(5_714_286);
  await travel(world, id, earlierTax());
  expect(await reckon({ heldYears: 0 })).toEqual(refusedFor('/sale/heldYears', 'held-differs'));
  expect(await reckon({ heldYears: 6 })).toBe(200);
  expect(leviedIn(await world.get(id))?.order.totalFen).toBe(1_208_000);
});

test.each<[string, Partial<HouseSale>, ReturnType<typeof refusedFor>[1]]>([
  [
    'an area of 200 m²',
    { area: 20_000 },
    [
      { field: '/form/house.area', rule: 'area-differs' },
      { field: '/sale/area', rule: 'area-differs' },
    ],
  ],
  ['sixty years', { heldYears: 60 }, [{ field: '/sale/heldYears', rule: 'held-differs' }]],
  ['a parking space', { use: 'parking' }, [{ field: '/sale/use', rule: 'use-differs' }]],
  [
    'another price',
    { priceFen: 150_000_000 },
    [
      { field: '/form/house.price', rule: 'price-differs' },
      { field: '/sale/priceFen', rule: 'price-differs' },
    ],
  ],
])(
  'A2, reckoned as %s, which no record says: refused by field and rule, and nobody is named',
  async (_, sale, errors) => {
    const { world, id, reckon } = await atTheTaxOffice([...earlierTax(), contractRecord()]);
    expect(await reckon(sale)).toEqual([422, errors]);
    expect(leviedIn(await world.get(id))).toBeUndefined();
    const refused = await a02.reckon(world, id, { ...saleOf(), ...sale });
    for (const said of ['89.5', '陈福英', CHEN_HOME, '1200000'])
      expect(JSON.stringify(refused.body)).not.toContain(said);
    expect(await reckon({})).toBe(200);
  },
);

test('A2, the contract on record has another price than the form: neither is taken', async () => {
  const { reckon } = await atTheTaxOffice([...earlierTax(), contractRecord({ ...HERS, price: 1_500_000 })]);
  expect(await reckon({})).toEqual(refusedFor('/sale/priceFen', 'price-differs'));
  expect(await reckon({ priceFen: 150_000_000 })).toEqual(refusedFor('/form/house.price', 'price-differs'));
});

test('A2, what was answered of another house says nothing of this one', async () => {
  const { world, id, reckon } = await atTheTaxOffice(earlierTax());
  const other: Travels = {
    ...title({}, '330784001002GB00007F00010008', { ...HERS, area: 68, use: '商业服务' }),
    again: '1',
  };
  await travel(world, id, [other]);
  expect(await reckon({})).toBe(200);
});

test('A2, she disputes the area with her own survey: the officer’s word counts then, until the register answers anew', async () => {
  const survey: Sold = { ...HERS, area: 91.2 };
  const { world, id, reckon } = await atTheTaxOffice(earlierTax(), { written: survey });
  expect(await reckon({ area: 9_120 })).toEqual(refusedFor('/sale/area', 'area-differs'));
  const proof = 'existing-house-contract/survey';
  await taken(world.act(id, { act: 'hand-in', materials: [paper(proof)], onBehalf: 'seller' }));
  const fact = (await world.deps.cases.load(id))?.facts.find(({ resource }) => resource === 'real-estate/title');
  const dispute = { act: 'dispute-fact' as const, fields: ['/area'], material: proof, reason: '实测面积不同' };
  await taken(world.act(id, { ...dispute, fact: fact?.exchange ?? '', onBehalf: 'seller' }));
  expect(await reckon({ area: 9_120 })).toBe(200);
  await world.to('2017-09-25 11:00');
  await travel(world, id, [{ ...title(), again: '更正' }]);
  expect(await reckon({ area: 9_120 })).toEqual(refusedFor('/sale/area', 'area-differs'));
});

test.each([
  [
    'the contract on record was signed in November',
    [contractRecord({ ...HERS, signedOn: '2024-11-29' })],
    '2024-11-29',
  ],
  ['nothing says when, and it is filed here in December', [], '2024-12-02'],
])('A2, on 2 December 2024, %s: the rates are those of the day of the contract', async (_, contract, day) => {
  const large: Sold = { ...HERS, area: 118 };
  const { world, id } = await atTheTaxOffice(contract, { written: large, entered: large, begins: '2024-12-02 09:30' });
  const sale = { ...saleOf(large), heldYears: 7, sellerOnlyHome: true };
  const levied = leviedIn(await taken(a02.reckon(world, id, sale)));
  const deedTax = levied?.order.lines.find(({ levy }) => levy === 'deed-tax')?.fen;
  // 118 m²: 1.5 % until the end of November, 1 % afterwards.
  expect([levied?.day, deedTax]).toEqual([day, day < '2024-12-01' ? 1_800_000 : 1_200_000]);
});

test('A2, what was reckoned from is not changed beneath it', async () => {
  const { world, id, reckon } = await atTheTaxOffice(earlierTax());
  expect(await reckon({})).toBe(200);
  const typed = { act: 'confirm-prefill' as const, fields: [], typed: { 'house.price': 1_000_000 }, onBehalf: 'buyer' };
  expect((await world.act(id, typed)).body.errors).toEqual([{ field: '/form/house.price', rule: 'levied-otherwise' }]);
});
