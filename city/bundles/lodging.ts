/** 开办旅馆: as the restaurant, with the licence of a special trade and the health permit; food where meals are served. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import { both } from '../matters/declare.ts';
import { restsOn } from './rests-on.ts';

const yes = (question: string) => ({ question, is: true }) as const;
const COMPANY = { question: 'legal-form', is: 'company' } as const;
const SET_UP = 'company-setup';
const LICENSED = restsOn(SET_UP);

export const lodging: BundleTemplate = {
  v: 1,
  id: 'lodging',
  version: 1,
  from: '2017-05-01',
  name: both('开办旅馆', 'Opening a lodging'),
  matter: 'lodging-business-setup',
  lead: 'market-supervision',
  basis: '永康市“证照联办”联办事项审批标准模板（2017）',
  situations: [
    {
      id: 'legal-form',
      kind: 'one',
      text: both('经营主体类型', 'Legal form'),
      options: [
        { id: 'company', text: both('企业', 'company') },
        { id: 'licensed', text: both('已有营业执照', 'licensed already') },
      ],
    },
    { id: 'meals', kind: 'yes-no', text: both('是否供应餐食', 'Are meals served') },
    { id: 'sign', kind: 'yes-no', text: both('是否设置店招', 'Is a shop sign put up') },
  ],
  matters: [
    { matter: SET_UP, version: 1, after: [], inner: 1, before: 5, when: COMPANY },
    { matter: 'public-place-health', version: 1, ...LICENSED, inner: 8, before: 10 },
    { matter: 'food-licence', version: 1, ...LICENSED, inner: 8, before: 10, when: yes('meals') },
    { matter: 'fire-check', version: 1, ...LICENSED, inner: 6, before: 8 },
    { matter: 'shop-sign', version: 1, ...LICENSED, inner: 4, before: 4, when: yes('sign') },
    // The special trade rests on the fire check too.
    { matter: 'lodging-licence', version: 1, ...restsOn(SET_UP, 'fire-check'), inner: 4, before: 10 },
  ],
  merges: [
    {
      matter: SET_UP,
      material: 'appointments',
      into: 'form',
      why: both('任职信息填入一张申请表', 'who is appointed is written into the one form'),
    },
    {
      matter: 'fire-check',
      material: 'floor-plan',
      into: { matter: 'public-place-health', material: 'layout' },
      why: both('一套图纸分图层', 'one set of drawings in layers'),
    },
    {
      matter: 'lodging-licence',
      material: 'security-plan',
      into: { matter: 'public-place-health', material: 'layout' },
      why: both('一套图纸分图层', 'one set of drawings in layers'),
    },
  ],
  optional: [],
  typical: { 'legal-form': 'company', meals: false, sign: true },
  output: { rule: 'all-or-nothing', choice: false, workdays: 1 },
  inspection: {
    convenedBy: 'market-supervision',
    matters: ['public-place-health', 'fire-check', 'lodging-licence'],
    byWorkday: 5,
  },
};
