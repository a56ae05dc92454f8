/** The page on which a citizen's question "who looked at my data" is answered. */
import type { IdentifiedBy } from '#schemas/uses.ts';
import type { Words } from '../language.ts';

/** The ways in which an officer can have identified who asks; systems have others. */
export const ways: Readonly<Partial<Record<IdentifiedBy, Words>>> = {
  'id-card-at-window': { zh: '窗口核验居民身份证', en: 'Identity card seen at the window' },
  'written-mandate': { zh: '书面委托并核验受托人身份证', en: 'Written mandate, the agent’s identity card seen' },
  'e-business-licence': { zh: '扫描电子营业执照', en: 'Electronic business licence scanned' },
};

export const grounds = {
  self: { zh: '本人（本单位）查询', en: 'The person or firm itself asks' },
  authority: { zh: '有权机关依法查询', en: 'An authority asks by law' },
  supervision: { zh: '监督核查', en: 'A case of supervision' },
} as const satisfies Record<string, Words>;

export const uses = {
  ask: { zh: '受理查询', en: 'Take the question' },
  ground: { zh: '查询依据', en: 'Ground' },
  by: { zh: '身份核验方式', en: 'How he was identified' },
  legalBasis: { zh: '法律依据', en: 'Law and article' },
  reference: { zh: '凭据编号', en: 'Reference' },
  referenceHint: {
    zh: '受理单、函件或监督案件的编号，例如 ZWFW-20261120-000123；不得含身份证号、手机号。',
    en: 'Number of the receipt, letter or case, such as ZWFW-20261120-000123; no personal number in it.',
  },
  subject: { zh: '查询对象代码', en: 'Whose data' },
  subjectHint: { zh: '公民身份号码或统一社会信用代码。', en: 'Identity number or unified social credit code.' },
  from: { zh: '起始日期', en: 'From' },
  until: { zh: '截止日期', en: 'To' },
  period: { zh: '期间（可不填）', en: 'Period (optional)' },
  periodWrong: { zh: '截止日期应不早于起始日期。', en: 'The end lies before the beginning.' },
  missing: { zh: '请填写标出的内容。', en: 'Please fill in what is marked.' },
  submit: { zh: '查询', en: 'Ask' },
  results: { zh: '使用记录', en: 'Uses' },
  waiting: { zh: '尚未查询', en: 'Nothing asked yet' },
  waitingText: {
    zh: '核验来人身份后填写查询内容。这里会逐条列出：什么时间、哪个部门、为哪个事项、看过哪些数据。',
    en: 'Identify the person, then fill in the form. Here stands, line by line: when, which department, for which matter, which data.',
  },
  none: { zh: '没有使用记录', en: 'No uses' },
  noneText: { zh: '在所选期间内，没有部门查看过他的数据。', en: 'Nobody has looked at this data in the period.' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '谁', en: 'Who' },
  what: { zh: '看了什么', en: 'What' },
  forWhat: { zh: '为了什么', en: 'For what' },
  more: { zh: '更早的记录', en: 'Earlier ones' },
  page: { zh: '第', en: 'Page' },
  newer: { zh: '较新的记录', en: 'Newer ones' },
  complete: { zh: '记录完整至', en: 'Complete until' },
  notComplete: { zh: '最近的记录可能还没有列出。', en: 'The latest may not be listed yet.' },
  recorded: { zh: '本次查询已记录，编号', en: 'This look is recorded as' },
  record: { zh: '记录编号', en: 'Record' },
} as const satisfies Record<string, Words>;
