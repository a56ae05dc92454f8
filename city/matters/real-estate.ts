/** 不动产登记: houses change hands, are mortgaged, are proven. */
import type { Matter } from '#schemas/matter.ts';
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
const REGISTRATION = '不动产登记暂行条例第十四条至第二十一条';
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
const PLAN = paper('parcel-plan', '宗地图、房屋平面图', 'Parcel and storey plan', ['parcel-plan'], [OWN]);
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
