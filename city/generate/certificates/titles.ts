/** A certificate for every registered title, and for each that was bought one of the deed tax. */
import type { Population, RegisteredTitle } from '../../population.ts';
import { taxCertificates } from '../taxes.ts';
import { digits, holder, type Sample } from './declare.ts';

const OWNERSHIP = { sole: '单独所有', joint: '共同共有', shared: '按份共有' } as const;

const shares = ({ ownership, holders }: RegisteredTitle): string =>
  ownership === 'shared'
    ? `${OWNERSHIP.shared}（${holders.map(({ name, share }) => `${name}${share}`).join('，')}）`
    : OWNERSHIP[ownership];

const day = (date: string): string => {
  const [year, month, at] = date.split('-').map(Number);
  return `${year}年${month}月${at}日`;
};

const title = (one: RegisteredTitle, i: number): Sample => ({
  key: `real-estate-title-${i}`,
  request: {
    type: 'real-estate-title',
    number: one.certificateNumber,
    holders: one.holders.map(holder),
    issuedOn: one.registeredOn,
    validFrom: one.registeredOn,
    data: {
      ownership: shares(one),
      location: one.location,
      unitNumber: one.unitNumber,
      rightType: one.rightType,
      rightNature: one.rightNature,
      use: one.use,
      area: one.area,
      landUseUntil: one.validUntil === null ? '宅基地使用权，无期限' : `国有建设用地使用权 ${day(one.validUntil)}止`,
      otherRights: `房屋结构：${one.use.includes('工业') ? '钢结构' : '钢筋混凝土结构'}；房屋总层数：${3 + (i % 15)}`,
      notes: one.marks.mortgaged ? '已设立抵押权，详见登记簿' : '无',
    },
  },
});

/** Deed tax of the titles; the numbers and amounts are those that the tax office answers with. */
const taxes = (population: Population): Sample[] => {
  const { titles, firms } = population;
  const deeds = taxCertificates(population).slice(firms.length);
  return titles.flatMap((one, i) => {
    const paid = deeds[i];
    const payer = one.holders[0];
    if (!paid || !payer || !one.rightNature.includes('市场化商品房')) return [];
    const items = paid.items.map(({ tax, amount }) => ({
      tax,
      item: one.use.includes('住宅') ? '存量房买卖（住宅）' : '存量房买卖（非住宅）',
      from: paid.paidOn,
      until: paid.paidOn,
      paidOn: paid.paidOn,
      amount,
    }));
    return [
      {
        key: `tax-payment-${i}`,
        request: {
          type: 'tax-payment',
          number: paid.number,
          holders: [holder(payer)],
          issuedOn: paid.paidOn,
          validFrom: paid.paidOn,
          data: {
            items,
            total: items.reduce((sum, { amount }) => sum + amount, 0),
            unitNumber: one.unitNumber,
            office: '国家税务总局永康市税务局第一税务分局',
            clerk: `电子税务局${digits(1 + (i % 8), 2)}`,
          },
        },
      },
    ];
  });
};

export const samplesOfTitles = (population: Population): Sample[] => [
  ...population.titles.map(title),
  ...taxes(population),
];
