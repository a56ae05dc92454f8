/** 外贸企业十一证联办 of 2017. Three of the eleven have ended since: who had filed before goes on by the template of that day. */
import type { BundledMatter, BundleTemplate } from '#schemas/bundle.ts';
import { both } from '../matters/declare.ts';
import { restsOn } from './rests-on.ts';

const SET_UP = 'company-setup';
const OPERATOR = 'trade-operator-filing';
const CUSTOMS = 'customs-registration';
const step = (matter: string, after: readonly string[], before: number, inner = 1): BundledMatter => ({
  matter,
  version: 1,
  after: [...after],
  inner,
  before,
});

/** 先照后证: whatever comes later has one of these before it. */
const licensed = (matter: string, before: number): BundledMatter => ({
  ...step(matter, [], before),
  ...restsOn(SET_UP),
});

const FIRST = [step(SET_UP, [], 5), licensed('seal-filing', 2), licensed('tax-registration', 2)];
const NAMES = {
  id: 'foreign-trade',
  name: both('外贸企业十一证联办', 'Eleven certificates of a foreign-trade firm'),
  matter: 'foreign-trade-setup',
  lead: 'market-supervision',
} as const;
const OUTPUT = { rule: 'partial', choice: true, workdays: 1 } as const;
const MADE_ONE = {
  situations: [],
  merges: [
    {
      matter: SET_UP,
      material: 'appointments',
      into: 'form' as const,
      why: both('任职信息填入一张申请表', 'who is appointed is written into the one form'),
    },
  ],
  optional: [],
  typical: {},
  output: OUTPUT,
};

export const foreignTradeBundle: readonly BundleTemplate[] = [
  {
    v: 1,
    version: 1,
    from: '2017-05-01',
    until: '2018-04-19',
    ...NAMES,
    basis: '浙江省外贸企业“证照联办”（2017）',
    ...MADE_ONE,
    matters: [
      ...FIRST,
      step('bank-account-permit', ['seal-filing'], 5),
      licensed(OPERATOR, 5),
      step(CUSTOMS, [OPERATOR], 3),
      step('quarantine-filing', [OPERATOR], 3),
      step('origin-filing', [OPERATOR], 3),
      step('foreign-exchange-list', [OPERATOR, 'bank-account-permit'], 5),
      step('export-refund-filing', [CUSTOMS, 'tax-registration'], 5),
      step('electronic-port-card', [CUSTOMS], 5),
    ],
  },
  {
    v: 1,
    version: 2,
    from: '2018-04-20',
    until: '2019-07-21',
    ...NAMES,
    basis: '关检融合：报检备案并入海关注册登记（2018）',
    ...MADE_ONE,
    matters: [
      ...FIRST,
      step('bank-account-permit', ['seal-filing'], 5),
      licensed(OPERATOR, 5),
      step(CUSTOMS, [OPERATOR], 3),
      step('origin-filing', [OPERATOR], 3),
      step('foreign-exchange-list', [OPERATOR, 'bank-account-permit'], 5),
      step('export-refund-filing', [CUSTOMS, 'tax-registration'], 5),
      step('electronic-port-card', [CUSTOMS], 5),
    ],
  },
  {
    v: 1,
    version: 3,
    from: '2019-07-22',
    until: '2022-12-29',
    ...NAMES,
    basis: '取消企业银行账户许可（2019）',
    ...MADE_ONE,
    matters: [
      ...FIRST,
      licensed(OPERATOR, 5),
      step(CUSTOMS, [OPERATOR], 3),
      step('origin-filing', [OPERATOR], 3),
      step('foreign-exchange-list', [OPERATOR], 5),
      step('export-refund-filing', [CUSTOMS, 'tax-registration'], 5),
      step('electronic-port-card', [CUSTOMS], 5),
    ],
  },
];
