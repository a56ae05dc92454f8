/**
 * 开办餐饮店 as it was made one in 2017, for a company in a rented shop, and as the plan of 2024 has it: the licence comes before, and is only
 * verified. Days within the office are assumed so that the published totals compute.
 */
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Condition, Question } from '#schemas/situation.ts';
import { both } from '../matters/declare.ts';
import { NEGATIVE_LIST } from '../matters/set-up.ts';
import { restsOn } from './rests-on.ts';

const yes = (question: string): Condition => ({ question, is: true });
const chosen = (question: string, is: string): Condition => ({ question, is });
const option = (id: string, zh: string, en: string) => ({ id, text: both(zh, en) });
const yesNo = (id: string, zh: string, en: string): Question => ({ id, kind: 'yes-no', text: both(zh, en) });

const FORM: Question = {
  id: 'legal-form',
  kind: 'one',
  text: both('经营主体类型', 'Legal form'),
  options: [option('company', '企业', 'company'), option('sole-trader', '个体工商户', 'sole trader')],
};
const AREA: Question = {
  ...{ id: 'area', kind: 'number', text: both('经营面积', 'Floor area'), unit: both('平方米', 'm²') },
  most: 100_000,
};
const SIGN = yesNo('sign', '是否设置店招', 'Is a shop sign put up');
const SEWER = yesNo('sewer', '是否接入市政排水管网', 'Is it connected to the public sewer');
/** Asked where the firm is registered with its premises; in 2024 the licence names them already. */
const PREMISES: Question = {
  id: 'premises',
  kind: 'one',
  text: both('经营场所', 'The premises are'),
  options: [option('rented', '租赁', 'rented'), option('owned', '自有', 'owned')],
};
const SOLD: Question = {
  id: 'sold',
  kind: 'many',
  text: both('是否销售', 'Also sold'),
  options: [option('tobacco', '烟草', 'tobacco'), option('none', '不销售', 'nothing of it')],
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
/** 先照后证: looked at before, decided with the licence. */
const LICENSED = restsOn(...SET_UP);

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
    situations: [FORM, PREMISES, AREA, SIGN, SEWER, NEGATIVE_LIST],
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
      { matter: 'food-licence', version: 1, ...LICENSED, inner: 8, before: 10 },
      { matter: 'fire-check', version: 1, ...LICENSED, inner: 8, before: 8, when: GATHERS },
      { matter: 'shop-sign', version: 1, ...LICENSED, inner: 4, before: 4, when: yes('sign') },
      { matter: 'drainage-permit', version: 1, ...LICENSED, inner: 4, before: 3, when: yes('sewer') },
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
    optional: SET_UP.map((matter) => ({
      ...{ matter, material: 'lease', when: chosen('premises', 'rented') },
      why: both(
        '自有场所无租赁合同，权属由自然资源部门核验',
        'who owns the premises has no lease; natural resources says whose they are',
      ),
    })),
    typical: {
      'legal-form': 'company',
      premises: 'rented',
      area: 68,
      sign: true,
      sewer: true,
      'negative-list': false,
    },
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
    situations: [AREA, SOLD, SIGN, SEWER],
    matters: [
      { matter: 'food-licence', version: 2, after: [], inner: 6, before: 10 },
      { matter: 'fire-check', version: 2, after: [], inner: 6, before: 8, when: GATHERS },
      { matter: 'shop-sign', version: 2, after: [], inner: 3, before: 4, when: yes('sign') },
      { matter: 'drainage-permit', version: 2, after: [], inner: 4, before: 3, when: yes('sewer') },
      { matter: 'tobacco-licence', version: 1, after: [], inner: 6, before: 8, when: chosen('sold', 'tobacco') },
    ],
    merges: LAYERS,
    optional: [],
    typical: { area: 68, sold: ['none'], sign: true, sewer: true },
    output: { rule: 'partial', choice: true, workdays: 1 },
    inspection: {
      convenedBy: 'market-supervision',
      matters: ['food-licence', 'fire-check'],
      byWorkday: 3,
    },
  },
];
