/** 企业名称: what its 字号 is, and which registered names stand in the way of a new one. */
import { TOWNS } from '#city/generate/words.ts';

const TOWN_WORDS = TOWNS.map(({ name }) => name.slice(0, 2)).join('|');
const PLACE = new RegExp(`^(浙江省?|金华市?|永康市|永康(?!五金))*(${TOWN_WORDS})?`);
const FORM = /(有限责任公司|股份有限公司|有限公司)(（.{1,20}）)?$/;
const LINE =
  /(餐饮店|餐饮|面馆|小吃店|便利店|理发店|服装店|五金工具|五金店|五金|门业|杯业|电动工具|休闲车业|厨具|贸易)$/;

/** Empty when nothing but place, line and form is left. */
const tradeName = (name: string): string => name.replace(PLACE, '').replace(FORM, '').replace(LINE, '');

export interface Named {
  readonly name: string;
  readonly representative: string;
  readonly state: string;
}

/** 相同或近似: the same name, or the same 字号 in this city. A name of the applicant's own does not stand in his way. */
export const clashesWith = (name: string, applicant: string, register: Iterable<Named>): string[] => {
  const mine = tradeName(name);
  return [...register]
    .filter((firm) => firm.state !== '3' && firm.representative !== applicant)
    .filter((firm) => firm.name === name || (mine !== '' && tradeName(firm.name) === mine))
    .map((firm) => firm.name);
};
