/** A2 二手房: what travels for it, and what the register says of the house that is sold. */
import { CHEN_HOME, castTitles, DEED_TAX_PAID_ON, LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import { isHome } from '#functions/cases/homes.ts';
import { usedAs, wholeYears } from '#functions/cases/recorded.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { HouseSale } from '#schemas/levy.ts';
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

/** A house that is sold, as registers and contract have it. */
export interface Sold {
  readonly area: number;
  readonly use: string;
  readonly registeredOn: string;
  /** Of the purchase by which the seller came by it, where it was before the entry. */
  readonly taxPaidOn?: string;
  readonly price: number;
  readonly signedOn: string;
}
const registered = castTitles.find(({ unitNumber }) => unitNumber === CHEN_HOME);
if (!registered) throw new Error('the cast has lost her home');
const { area, use, registeredOn } = registered;
export const HERS: Sold = {
  ...{ area, use, registeredOn, taxPaidOn: DEED_TAX_PAID_ON[CHEN_HOME] ?? registeredOn },
  ...{ price: 1_200_000, signedOn: '2017-09-25' },
};

const FREE = { seized: false, objection: false, mortgaged: false, transferLimited: false } as const;
export type Marks = Partial<Record<keyof typeof FREE, boolean>>;

/** 登记簿核验, by housing before it files the contract. `undefined`: the seller holds no such unit. */
export const title = (marks: Marks | undefined = {}, unitNumber: string = CHEN_HOME, sold: Sold = HERS): Travels =>
  asks(
    CONTRACT,
    'real-estate/title',
    {
      ...{ holderName: '陈福英', unitNumber, registeredOn: sold.registeredOn, use: sold.use, area: sold.area },
      marks: { ...FREE, ...marks },
    },
    'seller',
  );

/** 原契税: the proof that the tax office itself put into the library when she bought it; none where the entry is as old. */
export const earlierTax = ({ taxPaidOn: paidOn }: Sold = HERS): Travels[] =>
  paidOn === undefined
    ? []
    : [
        asks(
          TAX,
          'certificates/tax-payment',
          { unitNumber: CHEN_HOME, items: [{ tax: '契税', paidOn }], valid: true },
          'seller',
        ),
      ];

/** 网签合同 as Jinhua has it, once it is filed. */
export const contractRecord = ({ price, signedOn }: Sold = HERS): Travels =>
  asks(TAX, 'jinhua/house-contract', { unitNumber: CHEN_HOME, price, signedOn, state: 'filed' });

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
  ...earlierTax(),
  asks(TAX, 'civil-affairs/marriage', { married: true, spouse: WANG_QIANG }),
  asks(TAX, 'public-security/household', { relation: 'spouse', minors: [WANG_AN] }),
  homes(0),
];

/** When the contract is filed. */
export const FILED: readonly Travels[] = [contractRecord()];

/** What is reckoned from: each member out of an answer; that it is her only home she declares. `signedOn`: the day on which the contract is made. */
export const saleOf = (sold: Sold = HERS, homesBefore: Travels = homes(0)): HouseSale => {
  const { titles } = homesBefore.answer as { readonly titles: readonly { readonly use: string }[] };
  const [since = sold.registeredOn] = [sold.registeredOn, ...(sold.taxPaidOn ? [sold.taxPaidOn] : [])].toSorted();
  return {
    ...{ priceFen: sold.price * 100, area: Math.round(sold.area * 100), use: usedAs(sold.use) },
    ...{ buyerHomes: titles.filter(isHome).length + 1, heldYears: wholeYears(since, sold.signedOn) },
    ...{ sellerOnlyHome: true, furtherCopies: 0 },
  };
};

/** 登记完毕: what the register has of the house from then on. */
export const TITLE_NUMBER = '浙(2017)永康市不动产权第0023401号';
const { holders: _seller, ...unit } = registered;
export const ENTERED_TITLE = {
  ...{ ...unit, holder: LI_NA, holderName: '李娜', share: '100%' },
  ...{ certificateNumber: TITLE_NUMBER, registeredOn: HERS.signedOn },
};
const { unitNumber, location } = registered;
/** 代录: the hall, which writes down for the utilities what they say, looks whose the house is now. */
export const ENTERED: readonly Travels[] = [
  {
    ...{ as: HOUSE_BODIES['utility-accounts'], matter: TRANSFER, resource: 'real-estate/title', party: 'buyer' },
    answer: { holderName: ENTERED_TITLE.holderName, unitNumber, location, certificateNumber: TITLE_NUMBER },
    request: { unitNumber },
  },
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
