/** 不动产登记: houses change hands, are mortgaged, are proven. */
import type { Matter, Stop } from '#schemas/matter.ts';
import { AT_ONCE, attends, both, matter, minutes, WAYS, workdays } from './declare.ts';
import { SALE } from './housing.ts';
import { APPLICANT, asked, field, IDENTITY, library, OWN, paper } from './papers.ts';

const THIRTY = { limit: workdays(30), source: '不动产登记暂行条例第二十条：受理之日起30个工作日内' };
const TOGETHER = attends('filing', '双方共同申请并接受询问', 'both parties apply together and are asked');
const TITLE = { type: 'real-estate-title', name: both('不动产权证书', 'Real estate title certificate'), paper: true };
const WINDOW = {
  unit: 'real-estate',
  windowKind: 'real-estate',
  type: '07',
  body: 'real-estate',
  audience: 'both',
} as const;
export const REGISTRATION = '不动产登记暂行条例第十四条至第二十一条';
const TAX_PAID = paper(
  'tax-proof',
  '契税完税凭证',
  'Proof of deed tax paid',
  ['deed-tax-proof'],
  [library('tax-payment', 'taxation'), asked('taxation/tax-certificate')],
  { showsCondition: true, legalBasis: '契税法第十一条', onRequest: true },
);
const PARTIES = [
  paper(
    'seller-identity',
    '出让方身份证复印件',
    'Copy of the seller’s identity card',
    ['seller-identity-card'],
    [IDENTITY],
    { party: 'seller' },
  ),
  paper(
    'buyer-identity',
    '受让方身份证复印件',
    'Copy of the buyer’s identity card',
    ['buyer-identity-card'],
    [IDENTITY],
    { party: 'buyer' },
  ),
];
/** 登记簿核验: what the register says of the seller's own title to this very house. */
const OF_SELLER = {
  ...{ resource: 'real-estate/title', of: ['seller'], needed: true, before: 'decision' },
  about: { field: 'house.unitNumber', pointer: '/unitNumber' },
} satisfies Partial<Stop>;
const CONSENT = {
  material: 'mortgagee-consent',
  name: both('抵押权人同意转让的书面材料', 'Written consent of the mortgagee to the transfer'),
};
/** 不予登记情形. Of mortgages the law changed on the first day of 2021; articles as recalled, to be confirmed before official use. */
const STOPS: readonly Stop[] = [
  {
    ...OF_SELLER,
    found: false,
    why: both('登记簿上该单元的权利人不是出卖人', 'the register does not have the seller as the holder of this unit'),
    basis: '不动产登记暂行条例第十八条第二项、第二十二条第四项',
  },
  {
    ...OF_SELLER,
    ...{ pointer: '/marks/seized', is: true },
    why: both('该不动产已被查封', 'the house is seized'),
    basis: '城市房地产管理法第三十八条第二项；不动产登记暂行条例第二十二条第四项',
  },
  // 异议登记期间: entered all the same for who writes that he knows of it and bears the risk.
  {
    ...OF_SELLER,
    ...{ pointer: '/marks/objection', is: true },
    unless: {
      material: 'objection-known',
      name: both('知悉异议登记存在并自担风险的书面承诺', 'Statement that the objection is known and its risk borne'),
    },
    why: both('该不动产存在尚未处理的异议登记', 'an objection to the title is pending'),
    basis: '不动产登记暂行条例第二十二条第二项；不动产登记暂行条例实施细则第八十四条',
  },
  // Until 2020 a mortgaged house was sold only with consent.
  {
    ...OF_SELLER,
    ...{ pointer: '/marks/mortgaged', is: true, until: '2020-12-31', unless: CONSENT },
    why: both(
      '该不动产已抵押，未经抵押权人同意不得转让',
      'the house is mortgaged, and the mortgagee has not consented',
    ),
    basis: '物权法第一百九十一条第二款',
  },
  // Since 2021 it is sold and the mortgagee is only told, unless the register has it otherwise: agreed so, or mortgaged before that year.
  {
    ...OF_SELLER,
    ...{ pointer: '/marks/transferLimited', is: true, from: '2021-01-01', unless: CONSENT },
    why: both(
      '抵押权限制转让该不动产，须抵押权人同意',
      'the mortgage limits the transfer of the house, and the mortgagee has not consented',
    ),
    basis: '民法典第四百零六条；自然资发〔2021〕54号第三条',
  },
];
const PLAN = paper('parcel-plan', '宗地图、房屋平面图', 'Parcel and storey plan', ['parcel-plan'], [OWN]);
/** 因买卖申请登记的，由当事人双方共同申请; the price is what both agreed on. */
const JOINT = {
  jointApplication: {
    roles: ['seller', 'buyer'],
    agrees: ['house.price'],
    basis: '不动产登记暂行条例第十四条',
  },
} satisfies Partial<Matter>;
const ASKED = [
  ...SALE,
  field('right.ownership', '共有情况', 'Ownership'),
  field('inquiry.answers', '询问笔录', 'Record of the inquiry, answered by both parties'),
];

export const realEstate: readonly Matter[] = [
  ...matter({
    id: 'existing-house-registration',
    no: [1, 1],
    name: both('国有建设用地使用权及房屋所有权转移登记（存量房）', 'Registration of the transfer of an existing house'),
    basis: REGISTRATION,
    legal: THIRTY,
    promised: minutes(50),
    presence: [TOGETHER],
    materials: [
      ...PARTIES,
      paper('contract', '存量房买卖合同原件', 'Original of the contract', ['house-contract-original'], [APPLICANT], {
        showsCondition: true,
      }),
      paper('old-title', '原不动产权证书原件', 'Original of the old title certificate', ['old-title'], [APPLICANT], {
        medium: 'either',
        showsCondition: true,
      }),
      TAX_PAID,
      PLAN,
    ],
    forms: [{ name: both('不动产登记申请书', 'Application for registration'), fields: ASKED }],
    result: TITLE,
    ways: WAYS.window,
    fee: 'real-estate-registration',
    exclusive: 'house.unitNumber',
    stops: [...STOPS],
    ...JOINT,
    casesPerYear: 7_300,
    ...WINDOW,
  }),
  ...matter({
    id: 'new-house-registration',
    no: [1, 2],
    name: both('国有建设用地使用权及房屋所有权转移登记（商品房）', 'Registration of the transfer of a new house'),
    basis: REGISTRATION,
    legal: THIRTY,
    promised: workdays(1),
    presence: [TOGETHER],
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
        '商品房买卖合同',
        'Contract of the new house',
        ['house-contract'],
        [asked('jinhua/house-contract')],
        { showsCondition: true },
      ),
      paper('invoice', '购房发票', 'Invoice of the developer', ['invoice'], [asked('taxation/invoice')]),
      TAX_PAID,
      PLAN,
    ],
    forms: [
      {
        name: both('不动产登记申请书', 'Application for registration'),
        fields: ASKED.filter(({ id }) => !id.startsWith('seller.')),
      },
    ],
    result: TITLE,
    ways: WAYS.window,
    fee: 'real-estate-registration',
    exclusive: 'house.unitNumber',
    stops: [...STOPS],
    ...JOINT,
    casesPerYear: 9_100,
    ...WINDOW,
  }),
  ...matter({
    id: 'mortgage-registration',
    no: [2],
    name: both('抵押权首次登记', 'First registration of a mortgage'),
    basis: REGISTRATION,
    legal: THIRTY,
    promised: workdays(1),
    materials: [
      ...PARTIES.slice(1),
      paper('loan', '主债权合同、抵押合同', 'Loan and mortgage contract', ['mortgage-contract']),
      paper('title', '不动产权证书', 'Title certificate', ['title'], [library('real-estate-title', 'real-estate')]),
    ],
    result: { name: both('不动产登记证明', 'Certificate of registration'), paper: false },
    ways: WAYS.trusted,
    fee: 'real-estate-registration',
    casesPerYear: 8_800,
    ...WINDOW,
  }),
  ...matter({
    id: 'proof-of-title',
    no: [3],
    name: both('房屋权属证明', 'Proof of title'),
    basis: '不动产登记暂行条例第二十七条',
    legal: { limit: AT_ONCE, source: '不动产登记资料查询暂行办法' },
    promised: AT_ONCE,
    materials: [paper('identity', '身份证复印件', 'Copy of the identity card', ['identity-card'], [IDENTITY])],
    result: { name: both('不动产登记信息查询证明', 'Proof of what is registered'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 21_000,
    ...WINDOW,
    type: '20',
  }),
];
