/** 去向 in words: why nobody needs to bring a paper. The review, a case and its trip all say it by these. */
import type { Bilingual } from '#schemas/department.ts';
import type { Lack } from '#schemas/review.ts';

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

/** Why a source cannot be used today. */
export const LACKS: Readonly<Record<Lack, Bilingual>> = {
  'body-not-joined': said('该部门尚未接入枢纽', 'the body has not joined the hub'),
  'no-resource': said('目录中无此资源', 'nobody offers it'),
  'not-published': said('资源未发布或已撤回', 'not published'),
  'not-connected': said('已编目，尚未接通', 'in the catalogue, not connected yet'),
  'no-event': said('提供方不推送变动', 'its provider does not tell of it'),
  'type-unknown': said('证照库无此证照类型', 'the library has no such type'),
  'type-ended': said('该证照类型已停用', 'the type has ended'),
  'no-grant': said('未授权', 'not granted'),
  'not-for-this-matter': said('已授权，但不含本事项', 'granted, for other matters'),
  'field-not-granted': said('已授权，但不含该字段', 'granted, without this field'),
  'grant-inactive': said('授权未生效、已暂停或已到期', 'granted, not in force today'),
};
