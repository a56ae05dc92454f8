/** 场景: what can be played as cases, by its number. */
import type { Bilingual } from '#schemas/department.ts';
import * as a01 from './a01-asked.ts';
import * as a02 from './a02-asked.ts';
import * as a02b from './a02b-new-house.ts';
import * as a03 from './a03-newborn.ts';
import * as a06 from './a06-tolerance.ts';
import * as a07 from './a07-cross-town.ts';
import * as a09 from './a09-insurance.ts';
import * as a10 from './a10-foreign-trade.ts';
import * as a11 from './a11-marriage.ts';
import * as a12 from './a12-weather.ts';

export interface Scenario {
  readonly id: string;
  readonly name: Bilingual;
  /** Beijing time at which it begins. */
  readonly begins: string;
  /** Numbers of the cases that came of it. */
  play(stage: a01.Full): Promise<string[]>;
}

const scenario = (
  id: string,
  zh: string,
  en: string,
  { BEGINS, play }: { BEGINS: string; play: Scenario['play'] },
): Scenario => ({ id, name: { zh, en }, begins: BEGINS, play });

export const scenarios: readonly Scenario[] = [
  scenario('A1', '开办餐饮店', 'opening a restaurant', a01),
  scenario('A2', '二手房转移登记', 'transfer of an existing house', a02),
  scenario('A2b', '商品房转移登记', 'registration of a new house', a02b),
  scenario('A3', '新生儿出生', 'a child is born', a03),
  scenario('A6', '容缺受理', 'a paper that follows', a06),
  scenario('A7', '跨镇受理', 'taken in a town', a07),
  scenario('A9', '灵活就业参保', 'insured without a form', a09),
  scenario('A10', '外贸企业十一证联办', 'eleven certificates of a foreign-trade firm', a10),
  scenario('A11', '结婚登记人脸核验', 'a marriage, and who stands at the window', a11),
  scenario('A12', '雷电防护装置竣工验收', 'a report that comes before its application', a12),
];
