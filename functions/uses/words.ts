/** The words in which a use is told, by what was done and by the role in which the person was asked about. */
import type { Bilingual } from '#schemas/department.ts';
import type { ExchangeKind } from '#schemas/exchange.ts';
import type { PartyRole } from '#schemas/grant.ts';

/** 向（提供部门）… ; (the consumer) … */
export const DONE: Readonly<Record<ExchangeKind, Bilingual>> = {
  exchange: { zh: '查询', en: 'asked for' },
  find: { zh: '查找电子证照', en: 'looked for the certificate' },
  pull: { zh: '调用电子证照信息', en: 'read fields of the certificate' },
  copy: { zh: '调用电子证照加注件', en: 'took a stamped copy of the certificate' },
  redeem: { zh: '领取电子证照加注件', en: 'fetched the stamped copy of the certificate' },
  show: { zh: '为您生成亮证码', en: 'drew a code, for you to show, of the certificate' },
  wallet: { zh: '向您的钱包存入电子证照', en: 'put into your wallet the certificate' },
  verify: { zh: '核验电子证照要素', en: 'verified what is said of the certificate' },
  issue: { zh: '签发电子证照', en: 'issued the certificate' },
  operation: { zh: '变更电子证照状态', en: 'changed the state of the certificate' },
  uses: { zh: '查看使用记录', en: 'listed the uses' },
  event: { zh: '收到变化通报', en: 'was told of a change in' },
  doubt: { zh: '因疑义校核查看', en: 'looked, because of a doubt, at' },
};

/** Done without asking anybody. */
export const OWN_ACTS: ReadonlySet<ExchangeKind> = new Set(['issue', 'operation', 'show', 'wallet']);

/** Pulled because the holder showed it. */
export const SHOWN: Bilingual = {
  zh: '经本人亮证，调用电子证照信息',
  en: 'read, as its holder showed it, the certificate',
};

/** A change has an effect in the department. */
export const CHANGED: Bilingual = { zh: '提交办理', en: 'put a change for' };

export const ROLES: Readonly<Record<PartyRole, Bilingual>> = {
  applicant: { zh: '申请人', en: 'applicant' },
  'legal-representative': { zh: '法定代表人', en: 'legal representative' },
  'co-owner': { zh: '共有人', en: 'co-owner' },
  landlord: { zh: '出租人', en: 'landlord' },
  spouse: { zh: '配偶', en: 'spouse' },
  child: { zh: '子女', en: 'child' },
  employee: { zh: '从业人员', en: 'employee' },
  agent: { zh: '代理人', en: 'agent' },
  seller: { zh: '出卖人', en: 'seller' },
  buyer: { zh: '买受人', en: 'buyer' },
};

/** The resource under which lists of uses are recorded; no department answers it. */
export const USES_RESOURCE = 'hub/uses';
export const USES_NAME: Bilingual = { zh: '数据使用记录', en: 'who looked at the data' };

export const GROUNDS: Readonly<Record<string, Bilingual>> = {
  self: { zh: '本人要求查询', en: 'the person himself asked' },
  authority: { zh: '有权机关依法查询', en: 'an authority asked by law' },
  supervision: { zh: '监督检查', en: 'supervision' },
};
