/**
 * 开办餐饮店 as it was made one in 2017, for a company in a rented shop, and as the plan of 2024 has it: the licence comes before, and is only
 * verified. Days within the office are assumed so that the published totals compute.
 */
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Condition, Question } from '#schemas/situation.ts';
import { both } from '../matters/declare.ts';

const yes = (question: string): Condition => ({ question, is: true });
const chosen = (question: string, is: string): Condition => ({ question, is });
const option = (id: string, zh: string, en: string) => ({ id, text: both(zh, en) });
const yesNo = (id: string, zh: string, en: string, when?: Condition): Question => ({
  id,
  kind: 'yes-no',
  text: both(zh, en),
  ...(when ? { when } : {}),
});

const FORM: Question = {
  id: 'legal-form',
  kind: 'one',
  text: both('经营主体类型', 'Legal form'),
  options: [option('company', '企业', 'company'), option('sole-trader', '个体工商户', 'sole trader')],
};
const PREMISES: readonly Question[] = [
  {
    id: 'premises',
    kind: 'one',
    text: both('经营场所', 'The premises are'),
    options: [option('rented', '租赁', 'rented'), option('owned', '自有', 'owned')],
  },
  { id: 'area', kind: 'number', text: both('经营面积', 'Floor area'), unit: both('平方米', 'm²'), most: 100_000 },
  { id: 'seats', kind: 'number', text: both('餐位数', 'Seats'), unit: both('个', 'seats'), most: 10_000 },
  {
    id: 'items',
    kind: 'many',
    text: both('经营项目', 'What is made'),
    options: [
      option('hot', '热食', 'hot food'),
      option('cold', '冷食', 'cold food'),
      option('raw', '生食', 'raw food'),
      option('pastry', '糕点', 'pastry'),
    ],
  },
  {
    id: 'sold',
    kind: 'many',
    text: both('是否销售', 'Also sold'),
    options: [
      option('seafood', '活海鲜', 'live seafood'),
      option('alcohol', '酒类', 'alcohol'),
      option('tobacco', '烟草', 'tobacco'),
      option('none', '均不销售', 'none of these'),
    ],
  },
  yesNo('sign', '是否设置店招', 'Is a shop sign put up'),
  yesNo('sign-lit', '店招是否亮化', 'Is it lit', yes('sign')),
  yesNo('sewer', '是否接入市政排水管网', 'Is it connected to the public sewer'),
  yesNo('negative-list', '是否属于住所负面清单（住宅楼、无烟道）', 'Is it on the negative list: dwelling, no flue'),
  {
    id: 'comes',
    kind: 'one',
    text: both('由谁办理', 'Who comes'),
    options: [option('in-person', '本人', 'the applicant'), option('agent', '代理人', 'an agent')],
  },
  yesNo('paper-certificates', '是否需要纸质证照', 'Are paper certificates wanted'),
];
const TYPICAL = {
  premises: 'rented',
  area: 68,
  seats: 30,
  items: ['hot'],
  sold: ['none'],
  sign: true,
  'sign-lit': true,
  sewer: true,
  'negative-list': false,
  comes: 'in-person',
  'paper-certificates': true,
};

/** 公众聚集场所 above the local floor area: 50 m² in a published local list. */
const GATHERS: Condition = { question: 'area', atLeast: 50 };
const layer = (matter: string, material: string) => ({
  matter,
  material,
  into: { matter: 'food-licence', material: 'layout' },
  why: both('一套图纸分图层，各部门各看一层', 'one set of drawings in layers, each body looks at its own'),
});
const LAYERS = [layer('fire-check', 'floor-plan'), layer('drainage-permit', 'drainage-plan')];
const SET_UP = ['company-setup', 'sole-trader-setup'];

export const catering: readonly BundleTemplate[] = [
  {
    v: 1,
    id: 'catering',
    version: 1,
    from: '2017-05-01',
    until: '2024-05-29',
    name: both('开办餐饮店', 'Opening a restaurant'),
    matter: 'catering-business-setup',
    lead: 'market-supervision',
    basis: '永康市“证照联办”联办事项审批标准模板（2017）',
    situations: [FORM, ...PREMISES],
    matters: [
      { matter: 'company-setup', version: 1, after: [], inner: 1, before: 5, when: chosen('legal-form', 'company') },
      {
        matter: 'sole-trader-setup',
        version: 1,
        after: [],
        inner: 1,
        before: 3,
        when: chosen('legal-form', 'sole-trader'),
      },
      { matter: 'food-licence', version: 1, after: SET_UP, inner: 8, before: 10 },
      { matter: 'fire-check', version: 1, after: SET_UP, inner: 8, before: 8, when: GATHERS },
      { matter: 'shop-sign', version: 1, after: SET_UP, inner: 4, before: 4, when: yes('sign') },
      { matter: 'drainage-permit', version: 1, after: SET_UP, inner: 4, before: 3, when: yes('sewer') },
    ],
    merges: [
      {
        matter: 'company-setup',
        material: 'appointments',
        into: 'form',
        why: both('任职信息填入一张申请表', 'who is appointed is written into the one form'),
      },
      ...LAYERS,
    ],
    optional: [],
    typical: { 'legal-form': 'company', ...TYPICAL },
    output: { rule: 'all-or-nothing', choice: false, workdays: 1 },
    inspection: {
      convenedBy: 'market-supervision',
      matters: ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'],
      byWorkday: 5,
    },
  },
  {
    v: 1,
    id: 'catering',
    version: 2,
    from: '2024-05-30',
    name: both('开办餐饮店', 'Opening a restaurant'),
    matter: 'catering-business-setup',
    lead: 'market-supervision',
    basis: '国发〔2024〕3号；市场监管总局等八部门2024年5月30日实施意见；开办餐饮店一件事实施方案（2024）',
    situations: [...PREMISES],
    matters: [
      { matter: 'food-licence', version: 2, after: [], inner: 6, before: 10 },
      { matter: 'fire-check', version: 2, after: [], inner: 6, before: 8, when: GATHERS },
      { matter: 'shop-sign', version: 2, after: [], inner: 3, before: 4, when: yes('sign') },
      { matter: 'drainage-permit', version: 2, after: [], inner: 4, before: 3, when: yes('sewer') },
      { matter: 'tobacco-licence', version: 1, after: [], inner: 6, before: 8, when: chosen('sold', 'tobacco') },
    ],
    merges: LAYERS,
    optional: [],
    typical: TYPICAL,
    output: { rule: 'partial', choice: true, workdays: 1 },
    inspection: {
      convenedBy: 'market-supervision',
      matters: ['food-licence', 'fire-check'],
      byWorkday: 3,
    },
  },
];
