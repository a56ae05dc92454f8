/** A2, 家庭住房套数: how many homes the register counts decides the rate, and nothing is reckoned from another number. */
import { expect, test } from 'vitest';
import { grants } from '#city/grants.ts';
import { officers } from '#city/officers.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import {
  DATA,
  FAMILY_HOMES,
  FILED,
  HERS,
  homes,
  PAID,
  type Sold,
  saleOf,
} from '#infra/local/scenarios/a02-house-data.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { fieldsOf, type Travels, travel } from '#infra/local/scenarios/travel.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

const { TAX } = a02;
/** 118 m², held three years. */
const SOLD: Sold = { ...HERS, area: 118, registeredOn: '2014-09-24', taxPaidOn: '2014-09-24' };
const BOUGHT = { ...saleOf(SOLD), sellerOnlyHome: false };

const filed = async (all: readonly Travels[], over: Partial<OpenCase> = {}) => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.checkedHouse(world, over, SOLD);
  await a02.decideHouse(world, id, 'existing-house-contract');
  await travel(world, id, all);
  const reckon = (buyerHomes: number) => a02.reckon(world, id, { ...BOUGHT, buyerHomes });
  const deedTax = async (buyerHomes: number) => {
    const { tasks } = await taken(reckon(buyerHomes));
    const { order } = tasks.find(({ matter }) => matter === TAX)?.levied ?? {};
    const line = order?.lines.find(({ levy }) => levy === 'deed-tax');
    return [line?.rate, line?.fen];
  };
  return { world, id, reckon, deedTax };
};
const DIFFERS = [422, [{ field: '/sale/buyerHomes', rule: 'homes-differ' }]];

test.each([
  [0, 1, 150, 1_800_000],
  [1, 2, 200, 2_400_000],
  [2, 3, 300, 3_600_000],
  [4, 5, 300, 3_600_000],
])(
  'A2, the register counts %i homes of the buyer: this is number %i, at %i of ten thousand',
  async (count, buyerHomes, rate, fen) => {
    const { deedTax, reckon } = await filed([homes(count)]);
    for (const other of [buyerHomes - 1, buyerHomes + 1].filter((one) => one > 0)) {
      const { status, body } = await reckon(other);
      expect([status, body.errors]).toEqual(DIFFERS);
    }
    expect(await deedTax(buyerHomes)).toEqual([rate, fen]);
  },
);

test('A2, not asked, the number is the officer’s; asked anew, it is the last one', async () => {
  const { world, id, deedTax, reckon } = await filed([]);
  expect(await deedTax(2)).toEqual([200, 2_400_000]);
  await travel(world, id, [homes(2)]);
  expect((await reckon(2)).status).toBe(422);
  await world.to('2017-09-25 10:20');
  await travel(world, id, [{ ...homes(0), again: '更正' }]);
  expect(await deedTax(1)).toEqual([150, 1_800_000]);
});

test('A2, homes of the wife count, an answer that does not say what each is used for counts nothing', async () => {
  const parties: OpenCase['parties'] = [
    ...a02.house().parties,
    { id: 'spouse', role: 'spouse', code: '330784198506149995', name: '王强', ground: '买受人配偶，家庭住房套数' },
  ];
  const { deedTax, reckon } = await filed([homes(0), { ...homes(1), party: 'spouse' }], { parties });
  expect((await reckon(1)).body.errors).toEqual(DIFFERS[1]);
  expect(await deedTax(2)).toEqual([200, 2_400_000]);
  const other = await filed([{ ...homes(0), answer: { titles: [{ area: 101.2 }], more: false } }]);
  expect(await other.deedTax(1)).toEqual([150, 1_800_000]);
});

test('A2, whatever travels for it is granted: to who asks, about whom, for what, these fields', () => {
  for (const one of [...DATA, ...FILED, ...PAID, ...FAMILY_HOMES]) {
    const { as, matter, resource, party } = one;
    const consumer = officers.find(({ id }) => id === as)?.department;
    const granted = grants.filter(
      ({ purposes, parties, fields, ...grant }) =>
        grant.consumer === consumer &&
        grant.resource === resource &&
        purposes.some((purpose) => purpose.kind === 'matter' && purpose.matter === matter) &&
        parties.some(({ role }) => role === party) &&
        fieldsOf(one).every((field) => fields.includes(field)),
    );
    expect([matter, resource, party, granted.length > 0]).toEqual([matter, resource, party, true]);
  }
});
