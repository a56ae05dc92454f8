/** 税务: until the middle of 2018 the local tax office, one tax office afterwards. */
import type { Family, Matter, RecordedFact } from '#schemas/matter.ts';
import { AT_ONCE, both, matter, WAYS } from './declare.ts';
import { SALE } from './housing.ts';
import { asked, field, IDENTITY, library, licenceCopy, OWN, paper } from './papers.ts';

const WINDOW = {
  unit: 'taxation',
  body: 'taxation',
  legal: { limit: AT_ONCE, source: '税收征收管理法' },
  promised: AT_ONCE,
} as const;
/** What the levies are reckoned from; most of it is known, and only confirmed. */
const BUYER = [
  ...SALE,
  field('house.use', '房屋用途', 'Use of the house', 'real-estate/title', '/use'),
  field(
    'tax.buyerHomes',
    '买受人家庭住房套数',
    'Homes of the buyer’s household',
    'real-estate/titles-by-holder',
    '/titles/*/use',
  ),
];
const SELLER = [
  ...SALE,
  field('tax.heldSince', '出卖人登记日期', 'Registered in the seller’s name on', 'real-estate/title', '/registeredOn'),
  field(
    'tax.sellerOnlyHome',
    '是否出卖人家庭唯一住房',
    'Is it the seller’s only home',
    'real-estate/titles-by-holder',
    '/titles/*/use',
  ),
  field('tax.gain', '按所得计税的转让所得（元）', 'Gain, where the tax is reckoned by it'),
];
/** 财税〔2016〕23号: 家庭成员范围包括购房人、配偶以及未成年子女. */
const HOUSEHOLD: Family = {
  of: 'buyer',
  counts: 'real-estate/home-count',
  members: [
    { role: 'spouse', resource: 'civil-affairs/marriage', pointer: '/spouse' },
    { role: 'child', resource: 'public-security/household', pointer: '/minors/*' },
  ],
  basis: '财税〔2016〕23号第一条',
};
const ABOUT = { field: 'house.unitNumber', pointer: '/unitNumber' } as const;
type Answering = RecordedFact['answers'][number];
const said = (resource: string, pointer: string, ...of: Answering['of']): Answering => ({
  ...{ resource, pointer, of, about: ABOUT },
});
/** The contract, wherever it was filed. */
const contracts = (pointer: string): Answering[] =>
  ['jinhua/house-contract', 'housing/contract-filing'].map((one) => said(one, pointer, 'seller', 'buyer'));
const PURCHASE: readonly RecordedFact[] = [
  { what: 'price', field: 'house.price', answers: contracts('/price') },
  { what: 'signed-on', answers: contracts('/signedOn') },
  { what: 'area', field: 'house.area', answers: [said('real-estate/title', '/area', 'seller')] },
  { what: 'use', field: 'house.use', answers: [said('real-estate/title', '/use', 'seller')] },
];
/** 孰先: the earlier of what the register and the proof of deed tax have. Articles as recalled, to be confirmed before official use. */
const HELD_SINCE: RecordedFact = {
  what: 'held-since',
  answers: [
    said('real-estate/title', '/registeredOn', 'seller'),
    said('certificates/tax-payment', '/items/*/paidOn', 'seller'),
  ],
};
const HOUSE_FORMS = [
  { name: both('契税纳税申报表（买受人）', 'Deed-tax declaration of the buyer'), fields: BUYER },
  { name: both('存量房交易税费申报表（出卖人）', 'Tax declaration of the seller'), fields: SELLER },
];

export const taxation: readonly Matter[] = [
  ...matter({
    id: 'existing-house-tax',
    levies: 'house-sale',
    recorded: {
      facts: [...PURCHASE, HELD_SINCE],
      filing: 'existing-house-contract',
      basis: '国税发〔2005〕89号第三条；国税发〔2005〕172号第三条；契税法第九条',
    },
    family: HOUSEHOLD,
    no: [1],
    type: '04',
    name: both('存量房交易税费申报', 'Tax declaration for an existing house'),
    audience: 'both',
    basis: '契税法第十条至第十三条；优化营商环境条例第四十七条',
    materials: [
      paper(
        'seller-identity',
        '出卖人身份证复印件',
        'Copy of the seller’s identity card',
        ['seller-identity-card'],
        [IDENTITY],
        { party: 'seller' },
      ),
      paper(
        'buyer-identity',
        '买受人身份证复印件',
        'Copy of the buyer’s identity card',
        ['buyer-identity-card'],
        [IDENTITY],
        { party: 'buyer' },
      ),
      paper(
        'contract',
        '存量房买卖合同复印件',
        'Copy of the contract',
        ['house-contract'],
        [asked('jinhua/house-contract')],
      ),
      paper(
        'title-copy',
        '不动产权证书复印件',
        'Copy of the title certificate',
        ['title'],
        [asked('real-estate/title')],
      ),
      paper(
        'household',
        '买受人户口簿复印件',
        'Copy of the buyer’s household register',
        ['buyer-household'],
        [asked('public-security/household')],
      ),
      paper(
        'buyer-marriage',
        '买受人结婚证复印件',
        'Copy of the buyer’s marriage certificate',
        ['buyer-marriage'],
        [asked('civil-affairs/marriage')],
        { party: 'buyer' },
      ),
      paper(
        'homes',
        '家庭住房情况查询结果',
        'Result of the query of homes owned',
        ['homes-owned'],
        [asked('real-estate/titles-by-holder')],
        { onRequest: true },
      ),
      paper(
        'earlier-tax',
        '出卖人原契税完税凭证',
        'Seller’s earlier proof of deed tax',
        ['earlier-tax-proof'],
        [library('tax-payment', 'taxation'), OWN],
      ),
      paper('purchase-invoice', '出卖人原购房发票', 'Seller’s purchase invoice', ['purchase-invoice']),
    ],
    forms: HOUSE_FORMS,
    result: { type: 'tax-payment', name: both('税收完税证明', 'Tax payment certificate'), paper: false },
    ways: WAYS.online,
    windowKind: 'real-estate',
    casesPerYear: 7_300,
    ...WINDOW,
  }),
  ...matter({
    id: 'new-house-tax',
    levies: 'house-purchase',
    recorded: { facts: [...PURCHASE], basis: '契税法第四条、第九条' },
    family: HOUSEHOLD,
    no: [6],
    type: '04',
    name: both('商品房契税申报', 'Deed-tax declaration for a new house'),
    audience: 'both',
    basis: '契税法第十条至第十三条',
    materials: [
      paper(
        'buyer-identity',
        '买受人身份证复印件',
        'Copy of the buyer’s identity card',
        ['buyer-identity-card'],
        [IDENTITY],
        { party: 'buyer' },
      ),
      paper(
        'contract',
        '商品房买卖合同复印件',
        'Copy of the contract',
        ['house-contract'],
        [asked('jinhua/house-contract')],
      ),
      paper(
        'homes',
        '家庭住房情况查询结果',
        'Result of the query of homes owned',
        ['homes-owned'],
        [asked('real-estate/titles-by-holder')],
        { onRequest: true },
      ),
    ],
    forms: HOUSE_FORMS.slice(0, 1),
    result: { type: 'tax-payment', name: both('税收完税证明', 'Tax payment certificate'), paper: false },
    ways: WAYS.online,
    windowKind: 'real-estate',
    casesPerYear: 9_100,
    ...WINDOW,
  }),
  ...(
    [
      ['personal-tax-proof', '个人纳税证明', 'Proof of tax paid by a person', 'persons', 16_000, 2],
      ['firm-tax-proof', '企业纳税证明', 'Proof of tax paid by a firm', 'firms', 9_500, 3],
    ] as const
  ).flatMap(([id, zh, en, audience, casesPerYear, no]) =>
    matter({
      id,
      no: [no],
      type: '20',
      name: both(zh, en),
      audience,
      basis: '税收征收管理法第三十四条',
      materials: [
        audience === 'firms'
          ? licenceCopy()
          : paper('identity', '身份证复印件', 'Copy of the identity card', ['identity-card'], [IDENTITY]),
      ],
      result: { name: both('税收完税证明', 'Tax payment certificate'), paper: true },
      ways: WAYS.trusted,
      windowKind: 'tax-and-insurance',
      casesPerYear,
      ...WINDOW,
    }),
  ),
];
