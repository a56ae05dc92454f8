/** 二手房 and 新房: registration, trade and tax at one window, side by side where the law lets them. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import { both, minutes, workdays } from '../matters/declare.ts';
import { restsOn } from './rests-on.ts';

const BY_GAIN = { question: 'tax-by-gain', is: true } as const;
const MORTGAGED = { question: 'new-mortgage', is: true } as const;
/** No mortgage without the title that it lies on. The entry itself rests on what is paid, of which the tax office tells before its proof has a number. */
const EXISTING = 'existing-house-registration';
const HOUSE = {
  lead: 'real-estate',
  basis: '优化营商环境条例第四十七条；浙江省不动产登记“一窗受理”',
} as const;

export const houses: readonly BundleTemplate[] = [
  {
    v: 1,
    id: 'existing-house',
    version: 1,
    from: '2017-05-01',
    name: both('二手房转移登记及水电气联动过户', 'Transfer of an existing house with its accounts'),
    matter: 'existing-house-transfer',
    ...HOUSE,
    situations: [
      {
        id: 'tax-by-gain',
        kind: 'yes-no',
        text: both(
          '出卖人是否选择按转让所得的20%缴个人所得税',
          'Does the seller choose income tax at 20 % of the gain',
        ),
      },
      { id: 'new-mortgage', kind: 'yes-no', text: both('买受人是否贷款抵押', 'Does the buyer take a mortgage') },
    ],
    matters: [
      { matter: 'existing-house-contract', version: 1, after: [], inner: 0, before: 1, serves: EXISTING },
      {
        matter: 'existing-house-tax',
        version: 1,
        after: ['existing-house-contract'],
        inner: 0,
        before: 2,
        serves: EXISTING,
      },
      { matter: 'existing-house-registration', version: 1, after: ['existing-house-tax'], inner: 0, before: 10 },
      {
        matter: 'mortgage-registration',
        version: 1,
        ...restsOn('existing-house-registration'),
        inner: 0,
        before: 5,
        when: MORTGAGED,
      },
      { matter: 'utility-accounts', version: 1, after: ['existing-house-registration'], inner: 0, before: 1 },
    ],
    merges: [],
    optional: [
      {
        matter: 'existing-house-tax',
        material: 'purchase-invoice',
        when: BY_GAIN,
        why: both('只在选择按所得计税时需要', 'only where the tax is reckoned by the gain'),
      },
    ],
    typical: { 'tax-by-gain': false, 'new-mortgage': false },
    output: { rule: 'all-or-nothing', choice: false, workdays: 0 },
    promised: minutes(50),
  },
  {
    v: 1,
    id: 'new-house',
    version: 1,
    from: '2017-05-01',
    name: both('商品房转移登记', 'Registration of a new house'),
    matter: 'new-house-transfer',
    ...HOUSE,
    situations: [
      { id: 'new-mortgage', kind: 'yes-no', text: both('买受人是否贷款抵押', 'Does the buyer take a mortgage') },
    ],
    matters: [
      { matter: 'new-house-tax', version: 1, after: [], inner: 0, before: 2, serves: 'new-house-registration' },
      { matter: 'new-house-registration', version: 1, after: ['new-house-tax'], inner: 1, before: 10 },
      {
        matter: 'mortgage-registration',
        version: 1,
        ...restsOn('new-house-registration'),
        inner: 0,
        before: 5,
        when: MORTGAGED,
      },
    ],
    merges: [],
    optional: [],
    typical: { 'new-mortgage': false },
    output: { rule: 'all-or-nothing', choice: false, workdays: 0 },
    promised: workdays(1),
  },
];
