/** 去向 in words: why nobody needs to bring a paper. The review, a case and its trip all say it by these. */
import type { Bilingual } from '#schemas/department.ts';

const said = (zh: string, en: string): Bilingual => ({ zh, en });

export const LIBRARY = said('电子证照库', 'Library');
export const KEPT = said('须提交，只交一次', 'handed in, once');
export const NOT_NEEDED = said('按所选情形不需要', 'not needed in this situation');
export const OWN = said('审批机关自有信息', 'known to the deciding body itself');

export const from = (who: Bilingual, what: Bilingual): Bilingual =>
  said(`${who.zh}：${what.zh}`, `${who.en}: ${what.en}`);
export const same = (numbers: readonly number[]): Bilingual => {
  const all = numbers.join(', ');
  return said(`与材料 ${all} 重复`, `same as no. ${all}`);
};
export const merged = (into: 'form' | number): Bilingual =>
  into === 'form' ? said('并入一张申请表', 'part of the one form') : said(`并入材料 ${into}`, `a layer of no. ${into}`);
/** Two reasons for one thing. */
export const and = (one: Bilingual, other: Bilingual): Bilingual =>
  said(`${one.zh}；${other.zh}`, `${one.en}; ${other.en}`);
