/** 市场监管: firms and what they may sell. */
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, matter, WAYS, workdays } from './declare.ts';
import { asked, FIRM, field, identityCopy, library, licenceCopy, PERSON, paper } from './papers.ts';
import { NEGATIVE_LIST, SETUP_FIELDS, SETUP_PAPERS } from './set-up.ts';

const REGISTRATION_2022 = {
  limit: AT_ONCE,
  source: '市场主体登记管理条例第十九条：当场登记，3个工作日，可延长3个工作日',
};
const IN_THREE = workdays(3, 3, both('经登记机关负责人批准', 'by the head of the registering body'));
const WINDOW = { unit: 'market-supervision', windowKind: 'business' } as const;
const LICENCE_RESULT = { type: 'business-licence', name: both('营业执照', 'Business licence'), paper: true };
const CLOSED = { name: both('准予注销登记通知书', 'Notice of closing'), paper: false };
const FOOD_RESULT = { type: 'food-licence', name: both('食品经营许可证', 'Food licence'), paper: true };
const SINCE_2022 = { from: '2022-03-01', legal: REGISTRATION_2022, ways: WAYS.whole, promised: IN_THREE } as const;
const BEFORE_2022 = '2022-02-28';

const FOOD_FIRST = [
  licenceCopy({ showsCondition: true }),
  identityCopy({ showsCondition: true }),
  paper(
    'layout',
    '布局、设备设施、操作流程图',
    'Drawing of layout, equipment and flow of work (one set, in layers)',
    ['layout'],
    [],
    { showsCondition: true, legalBasis: '食品经营许可管理办法第十二条' },
  ),
  paper('rules', '食品安全规章制度目录', 'List of food safety rules', ['food-rules'], [], {
    model: true,
    showsCondition: true,
  }),
  paper(
    'health-certificates',
    '从业人员健康证明',
    'Health certificates of the staff',
    ['health-certificate'],
    [library('health-certificate', 'health'), asked('health/health-certificate')],
    { showsCondition: true, legalBasis: '食品安全法第四十五条' },
  ),
];
const PREMISES = paper(
  'premises',
  '租赁合同、不动产权证书复印件',
  'Copies of lease and title certificate',
  ['lease', 'title'],
  [],
  { showsCondition: true },
);
const FOOD_FIELDS = [
  ...PERSON,
  ...FIRM,
  field('food.kind', '主体业态', 'Kind of food business'),
  field('food.items', '经营项目', 'Items: hot, cold, raw, pastry'),
  field('food.area', '经营面积（平方米）', 'Floor area, m²'),
  field('food.staff', '从业人员名单', 'List of staff'),
];

export const marketSupervision: readonly Matter[] = [
  ...matter(
    {
      id: 'company-setup',
      no: [1],
      body: 'market-supervision',
      type: '10',
      name: both('公司设立登记', 'Company set-up'),
      audience: 'firms',
      basis: '公司登记管理条例；市场主体登记管理条例',
      legal: { limit: AT_ONCE, source: '公司登记管理条例（2016）第五十三条：当场，需核实的15日' },
      promised: workdays(1),
      situations: [NEGATIVE_LIST],
      materials: SETUP_PAPERS,
      forms: [{ name: both('公司登记（备案）申请书', 'Application for company registration'), fields: SETUP_FIELDS }],
      result: LICENCE_RESULT,
      ways: WAYS.trusted,
      casesPerYear: 6_200,
      until: BEFORE_2022,
      ...WINDOW,
    },
    SINCE_2022,
  ),
  ...matter(
    {
      id: 'sole-trader-setup',
      no: [2],
      body: 'market-supervision',
      type: '10',
      name: both('个体工商户设立登记', 'Set-up of a sole trader'),
      audience: 'persons',
      basis: '个体工商户条例；市场主体登记管理条例',
      legal: { limit: AT_ONCE, source: '个体工商户条例（2016）第九条：当场，需核实的15日' },
      promised: AT_ONCE,
      situations: [NEGATIVE_LIST],
      materials: SETUP_PAPERS.filter(({ id }) =>
        ['identity-copies', 'title-copy', 'lease', 'premises-proof'].includes(id),
      ),
      forms: [
        {
          name: both('个体工商户登记（备案）申请书', 'Application of a sole trader'),
          fields: SETUP_FIELDS.filter(({ id }) => !['firm.capital', 'firm.officers', 'firm.kind'].includes(id)),
        },
      ],
      result: LICENCE_RESULT,
      ways: WAYS.trusted,
      casesPerYear: 14_800,
      until: BEFORE_2022,
      ...WINDOW,
    },
    SINCE_2022,
  ),
  ...(
    [
      ['company-change', '企业变更登记', 'Change of a registered firm', 9_400, 3],
      ['company-closing', '企业注销登记', 'Closing of a firm', 3_100, 4],
    ] as const
  ).flatMap(([id, zh, en, casesPerYear, no]) =>
    matter(
      {
        id,
        no: [no],
        body: 'market-supervision',
        type: '10',
        name: both(zh, en),
        audience: 'firms',
        basis: '公司登记管理条例；市场主体登记管理条例',
        legal: { limit: AT_ONCE, source: '公司登记管理条例（2016）第五十三条' },
        promised: workdays(1),
        materials: [licenceCopy(), paper('decision', '股东会决议', 'Decision of the shareholders', ['decision'])],
        result: id === 'company-closing' ? CLOSED : LICENCE_RESULT,
        ways: WAYS.online,
        casesPerYear,
        until: BEFORE_2022,
        ...WINDOW,
      },
      SINCE_2022,
    ),
  ),
  ...matter(
    {
      id: 'food-licence',
      no: [5, 1],
      body: 'market-supervision',
      type: '01',
      name: both('食品经营许可（新办）', 'Food licence'),
      audience: 'both',
      basis: '食品安全法第三十五条',
      legal: { limit: workdays(20, 10), source: '食品经营许可管理办法（2015）' },
      promised: workdays(10),
      materials: [...FOOD_FIRST, PREMISES],
      forms: [{ name: both('食品经营许可申请书', 'Application for a food licence'), fields: FOOD_FIELDS }],
      result: FOOD_RESULT,
      ways: WAYS.trusted,
      casesPerYear: 5_600,
      until: '2023-11-30',
      ...WINDOW,
    },
    {
      from: '2023-12-01',
      legal: { limit: workdays(10), source: '食品经营许可和备案管理办法（2023-12-01起施行）' },
      promised: workdays(6),
      materials: FOOD_FIRST,
      ways: WAYS.whole,
    },
  ),
  ...(
    [
      ['food-licence-change', '食品经营许可（变更）', 'Change of a food licence', 2, 1_900],
      ['food-licence-renewal', '食品经营许可（延续）', 'Renewal of a food licence', 3, 2_400],
    ] as const
  ).flatMap(([id, zh, en, part, casesPerYear]) =>
    matter(
      {
        id,
        no: [5, part],
        body: 'market-supervision',
        type: '01',
        name: both(zh, en),
        audience: 'both',
        basis: '食品安全法第三十五条',
        legal: { limit: workdays(20, 10), source: '食品经营许可管理办法（2015）' },
        promised: workdays(5),
        materials: [
          licenceCopy(),
          paper(
            'food-licence',
            '食品经营许可证',
            'Food licence',
            ['food-licence'],
            [library('food-licence', 'market-supervision')],
          ),
          ...FOOD_FIRST.filter(({ id: of }) => of === 'health-certificates'),
        ],
        result: FOOD_RESULT,
        ways: WAYS.trusted,
        casesPerYear,
        until: '2023-11-30',
        ...WINDOW,
      },
      { from: '2023-12-01', legal: { limit: workdays(10), source: '食品经营许可和备案管理办法' }, ways: WAYS.whole },
    ),
  ),
  ...matter({
    id: 'drug-retail-licence',
    no: [6],
    body: 'market-supervision',
    type: '01',
    name: both('药品零售企业许可', 'Licence of a retail pharmacy'),
    audience: 'firms',
    basis: '药品管理法第五十一条',
    legal: { limit: workdays(20, 10), source: '行政许可法第四十二条' },
    promised: workdays(12),
    materials: [
      licenceCopy(),
      paper('pharmacist', '执业药师注册证', 'Registration of the pharmacist', ['pharmacist']),
      paper('title', '经营场所权属证明', 'Title of the premises', ['title'], [asked('real-estate/title')]),
    ],
    result: { name: both('药品经营许可证', 'Drug trade licence'), paper: true },
    ways: { ...WAYS.online },
    casesPerYear: 90,
    ...WINDOW,
  }),
  ...matter({
    id: 'medical-device-filing',
    no: [7],
    body: 'market-supervision',
    type: '10',
    name: both('第二类医疗器械经营备案', 'Filing of trade in medical devices, class II'),
    audience: 'firms',
    basis: '医疗器械监督管理条例',
    legal: { limit: AT_ONCE, source: '医疗器械监督管理条例' },
    promised: AT_ONCE,
    materials: [licenceCopy(), identityCopy()],
    result: { name: both('备案凭证', 'Note of filing'), paper: false },
    ways: WAYS.online,
    casesPerYear: 420,
    ...WINDOW,
  }),
];
