/**
 * 税费规则 of a house sale in a city that is none of the four largest. Rates are recalled (契税 财税〔2016〕23号 and the notice in force from
 * 2024-12-01): confirm before official use. The share of surcharges varies by place: data, not code.
 */
import type { LevyRule } from '#schemas/levy.ts';

const OLD = { from: '2016-02-22', until: '2024-11-30' } as const;
const NEW = { from: '2024-12-01' } as const;
const SMALL = 9_000;
const SMALL_SINCE_2024 = 14_000;
const BY_2016 = '财税〔2016〕23号';
const BY_2024 = '2024年12月1日起执行的房地产交易契税公告';

type Dates = Pick<LevyRule, 'from' | 'until'>;
const deed = (dates: Dates, when: LevyRule['when'], rate: number, source: string): LevyRule => ({
  levy: 'deed-tax',
  ...dates,
  when,
  rate,
  base: 'net-price',
  payer: 'buyer',
  source,
});
/** First and second home up to a size and above it; a third one and what is no home by the provincial rate of 3 %. */
const deeds = (dates: Dates, size: number, source: string): LevyRule[] => [
  deed(dates, { use: 'home', homes: 1, areaUpTo: size }, 100, source),
  deed(dates, { use: 'home', homes: 1, areaAbove: size }, 150, source),
  deed(dates, { use: 'home', homes: 2, areaUpTo: size }, 100, source),
  deed(dates, { use: 'home', homes: 2, areaAbove: size }, 200, source),
  deed(dates, { use: 'home', homesFrom: 3 }, 300, `${source}；浙江省契税税率3%`),
  deed(dates, { use: 'other' }, 300, '浙江省契税税率3%'),
  deed(dates, { use: 'parking' }, 300, '浙江省契税税率3%'),
];

const SELLER = { from: '2016-05-01', payer: 'seller' } as const;

export const levies: readonly LevyRule[] = [
  ...deeds(OLD, SMALL, BY_2016),
  ...deeds(NEW, SMALL_SINCE_2024, BY_2024),
  {
    levy: 'vat',
    ...SELLER,
    when: { use: 'home', heldUnder: 2 },
    rate: 500,
    base: 'net-price',
    source: '财税〔2016〕36号附件3',
  },
  {
    levy: 'vat',
    ...SELLER,
    when: { use: 'home', heldFrom: 2 },
    rate: 0,
    base: 'net-price',
    source: '财税〔2016〕36号附件3：满二年免征',
  },
  { levy: 'vat', ...SELLER, when: { use: 'other' }, rate: 500, base: 'net-price', source: '财税〔2016〕36号' },
  { levy: 'vat', ...SELLER, when: { use: 'parking' }, rate: 500, base: 'net-price', source: '财税〔2016〕36号' },
  {
    levy: 'surcharges',
    ...SELLER,
    when: {},
    rate: 1_200,
    base: 'vat',
    source: '城市维护建设税7%、教育费附加3%、地方教育附加2%（本地比例）',
  },
  {
    levy: 'income-tax',
    ...SELLER,
    when: { use: 'home', heldFrom: 5, onlyHome: true },
    rate: 0,
    base: 'net-price',
    source: '财税字〔1994〕20号：满五年唯一免征',
  },
  {
    levy: 'income-tax',
    ...SELLER,
    when: { byGain: true },
    rate: 2_000,
    base: 'gain',
    source: '个人所得税法：财产转让所得20%',
  },
  {
    levy: 'income-tax',
    ...SELLER,
    when: { byGain: false },
    rate: 100,
    base: 'net-price',
    source: '国税发〔2006〕108号：核定1%',
  },
];
