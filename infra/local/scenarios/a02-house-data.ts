/** A2 二手房: what travels for it, and what the register says of the house that is sold. */
import { CHEN_HOME, LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { Answer, Travels } from './travel.ts';

export const CONTRACT = 'existing-house-contract';
export const TAX = 'existing-house-tax';
export const REGISTRATION = 'existing-house-registration';
export const HOUSE_BODIES = {
  [CONTRACT]: 'officer-lou-yun',
  [TAX]: 'officer-shi-wei',
  [REGISTRATION]: 'officer-cheng-lan',
  // 代录: the utilities have not joined; the second officer of the hall writes down what they say.
  'utility-accounts': 'officer-ying-jie',
} as const;
export type HouseTask = keyof typeof HOUSE_BODIES;
/** The matter of the bundle as a whole. */
const TRANSFER = 'existing-house-transfer';

const asks = (of: HouseTask, resource: string, answer: Answer, party = 'buyer'): Travels => ({
  ...{ as: HOUSE_BODIES[of], matter: of, resource, party, answer },
});

const FREE = { seized: false, objection: false, mortgaged: false, transferLimited: false } as const;
export type Marks = Partial<Record<keyof typeof FREE, boolean>>;

/** 登记簿核验, by housing before it files the contract. `undefined`: the seller holds no such unit. */
export const title = (marks: Marks | undefined = {}, unitNumber: string = CHEN_HOME): Travels =>
  asks(
    CONTRACT,
    'real-estate/title',
    { holderName: '陈福英', unitNumber, registeredOn: '2017-03-16', marks: { ...FREE, ...marks } },
    'seller',
  );

/** 权利人不符: the register knows no such unit of the seller. */
export const NOT_HERS: Travels = { ...title(), answer: undefined, fields: ['/holderName', '/unitNumber'] };

const HOME = '城镇住宅用地/成套住宅';
const SHOP = '商服用地/商业服务';
/** 家庭住房套数: so many homes of the buyer's, and a shop that is none. */
export const homes = (count: number): Travels => ({
  ...asks(TAX, 'real-estate/titles-by-holder', {
    titles: [...Array.from({ length: count }, () => ({ use: HOME, area: 101.2 })), { use: SHOP, area: 68 }],
    more: false,
  }),
});

/** 家庭成员: who joins the case when marriage and household have been answered, for the count of homes alone. */
export const FAMILY: readonly (CaseParty & { readonly ground: string })[] = [
  {
    ...{ id: 'spouse', role: 'spouse', code: WANG_QIANG, name: '王强' },
    ground: '婚姻登记载明的买受人配偶，核定家庭住房套数',
  },
  {
    ...{ id: 'child', role: 'child', code: WANG_AN, name: '王安' },
    ground: '户口登记载明的买受人未成年子女，核定家庭住房套数',
  },
];
/** A home that two of them hold together counts once: of each only what none of those before him holds. */
export const FAMILY_HOMES: readonly Travels[] = FAMILY.map(({ id }, i) => ({
  ...asks(TAX, 'real-estate/home-count', { ownsHome: false, ownsSeveral: false }, id),
  request: { besides: [LI_NA, ...FAMILY.slice(0, i).map(({ code }) => code)] },
}));

/** From the acceptance on. */
export const DATA: readonly Travels[] = [
  asks(CONTRACT, 'public-security/identity', { name: '陈福英', living: true }, 'seller'),
  asks(CONTRACT, 'public-security/identity', { name: '李娜', living: true }),
  title(),
  asks(CONTRACT, 'civil-affairs/marriage', { married: false, state: 'widowed', spouse: null }, 'seller'),
  asks(TAX, 'jinhua/house-contract', { unitNumber: CHEN_HOME, price: 1_200_000 }),
  asks(TAX, 'civil-affairs/marriage', { married: true, spouse: WANG_QIANG }),
  asks(TAX, 'public-security/household', { relation: 'spouse', minors: [WANG_AN] }),
  homes(0),
];

/** 先税后证: what the register asks when the taxes are paid. */
export const PAID: readonly Travels[] = [
  {
    ...asks(REGISTRATION, 'taxation/tax-certificate', {
      ...{ number: '333017092500000017', items: [{ tax: '契税' }], paidOn: '2017-09-25', void: false },
    }),
    matter: TRANSFER,
  },
];
