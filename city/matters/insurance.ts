/** 医保 and 人社: insurance, cards, work, pensions. */
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, LOCAL, matter, WAYS, workdays } from './declare.ts';
import { asked, field, IDENTITY, identityCopy, OWN, PERSON, paper } from './papers.ts';

const BY_RULE = { limit: LOCAL, source: '社会保险法；地方经办规程 local rules' };
const INSURANCE = {
  body: 'health-insurance',
  unit: 'health-insurance',
  audience: 'persons',
  type: '05',
  legal: BY_RULE,
  windowKind: 'tax-and-insurance',
} as const;
const WORK = { body: 'human-resources', audience: 'persons', legal: BY_RULE, windowKind: 'tax-and-insurance' } as const;
const CHILD = [
  field('child.name', '新生儿姓名', 'Name of the child', 'health/birth-record', '/childName'),
  field('child.code', '新生儿公民身份号码', 'Identity number of the child'),
];
const HISTORY = 'human-resources/insurance-history';
/** Of fourteen fields two are the applicant's to say: how to reach her, and what she will pay on. */
const ENROLMENT = [
  ...PERSON,
  field('person.cardUntil', '证件有效期止', 'Card valid until', 'public-security/identity', '/validUntil'),
  field('person.marriage', '婚姻状况', 'Marital state', 'civil-affairs/marriage', '/state'),
  field('insurance.number', '社会保障个人编号', 'Insurance number', HISTORY, '/number'),
  field('insurance.since', '首次参保日期', 'Insured since', HISTORY, '/since'),
  field('insurance.paidUntil', '最近缴费年月', 'Paid until, month', HISTORY, '/paidUntil'),
  field('insurance.months', '累计缴费月数', 'Months paid', HISTORY, '/months'),
  field('insurance.place', '原参保地', 'Place of insurance', HISTORY, '/place'),
  field('insurance.employer', '原用人单位', 'Last employer', HISTORY, '/employer'),
  field('insurance.employerCode', '原用人单位统一社会信用代码', 'Code of the last employer', HISTORY, '/employerCode'),
  field('insurance.leftOn', '解除劳动关系日期', 'Left the last employer on', HISTORY, '/leftOn'),
  field('insurance.grade', '缴费基数档次', 'Grade of contributions'),
];
const REGISTER = paper(
  'household',
  '户口簿（新生儿页）',
  'Page of the household register',
  ['household'],
  [asked('public-security/household')],
);

export const healthInsurance: readonly Matter[] = [
  ...matter({
    id: 'resident-insurance',
    no: [1],
    name: both('城乡居民参保登记', 'Enrolment in residents’ health insurance'),
    basis: '社会保险法第二十五条',
    promised: AT_ONCE,
    materials: [REGISTER],
    forms: [
      { name: both('参保登记表', 'Enrolment form'), fields: [...CHILD, field('mother.name', '母亲姓名', 'Mother')] },
    ],
    result: { name: both('参保凭证', 'Note of enrolment'), paper: false },
    ways: WAYS.online,
    casesPerYear: 31_000,
    ...INSURANCE,
  }),
  ...matter({
    id: 'medical-repayment',
    no: [2],
    name: both('医疗费用手工报销', 'Repayment of medical costs'),
    basis: '社会保险法第二十八条',
    promised: workdays(15),
    materials: [
      identityCopy(),
      paper('invoices', '医疗费用发票、清单', 'Invoices and lists of costs', ['medical-invoices']),
      paper('account', '银行账户', 'Bank account', ['bank-account'], [], { weight: 'secondary', tolerableDays: 10 }),
    ],
    result: { name: both('报销结算单', 'Settlement'), paper: false },
    ways: WAYS.trusted,
    casesPerYear: 12_500,
    ...INSURANCE,
  }),
  ...matter({
    id: 'birth-repayment',
    no: [3],
    name: both('生育医疗费用报销', 'Repayment of the costs of a birth'),
    basis: '社会保险法第五十五条',
    promised: workdays(5),
    materials: [
      paper(
        'birth-certificate',
        '出生医学证明',
        'Birth certificate',
        ['birth-certificate'],
        [asked('health/birth-record')],
      ),
      paper(
        'parents-identity',
        '父母身份证复印件',
        'Copies of the parents’ identity cards',
        ['parents-identity'],
        [IDENTITY],
      ),
      paper('invoices', '生育医疗费用发票', 'Invoices', ['birth-invoices'], [OWN]),
    ],
    forms: [
      {
        name: both('生育保险待遇申领表', 'Claim for birth benefits'),
        fields: [
          ...CHILD,
          field('mother.name', '母亲姓名', 'Mother'),
          field('mother.account', '银行账户', 'Bank account'),
        ],
      },
    ],
    result: { name: both('结算单', 'Settlement'), paper: false },
    ways: WAYS.online,
    casesPerYear: 4_300,
    ...INSURANCE,
  }),
];

export const humanResources: readonly Matter[] = [
  ...matter({
    id: 'social-security-card',
    no: [1],
    type: '20',
    name: both('社会保障卡申领', 'Social security card'),
    basis: '社会保险法第五十八条',
    promised: AT_ONCE,
    materials: [REGISTER],
    forms: [
      {
        name: both('社会保障卡申领表', 'Application for the card'),
        fields: [...CHILD, field('mother.name', '母亲姓名', 'Mother')],
      },
    ],
    unit: 'social-security',
    result: { name: both('社会保障卡', 'Social security card'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 22_000,
    ...WORK,
  }),
  ...matter({
    id: 'flexible-work-insurance',
    no: [2],
    type: '20',
    name: both('灵活就业人员参保登记', 'Insurance of those in flexible work'),
    basis: '社会保险法第十条',
    promised: AT_ONCE,
    materials: [
      identityCopy(),
      paper(
        'marriage-proof',
        '婚姻状况证明',
        'Proof of marital state',
        ['marriage-certificate'],
        [asked('civil-affairs/marriage')],
        { weight: 'secondary' },
      ),
      paper(
        'contributions',
        '参保缴费证明',
        'Proof of contributions',
        ['contributions'],
        [asked('human-resources/insurance-history')],
        { onRequest: true },
      ),
    ],
    forms: [{ name: both('灵活就业人员参保登记表', 'Enrolment of those in flexible work'), fields: ENROLMENT }],
    unit: 'social-security',
    result: { name: both('参保登记凭证', 'Note of enrolment'), paper: false },
    ways: WAYS.online,
    casesPerYear: 18_000,
    ...WORK,
  }),
  ...matter({
    id: 'retirement',
    no: [3],
    type: '07',
    name: both('退休核准', 'Approval of retirement'),
    basis: '国发〔1978〕104号',
    promised: workdays(15),
    materials: [
      identityCopy(),
      paper('file', '人事档案', 'Personnel file', ['personnel-file']),
      paper('insured', '参保缴费记录', 'Record of contributions', ['contributions'], [OWN], { onRequest: true }),
    ],
    unit: 'social-security',
    result: { name: both('退休核准表', 'Decision'), paper: true },
    ways: WAYS.window,
    casesPerYear: 4_900,
    ...WORK,
  }),
];
