/** The library's words: states, roles, levels, checks. Typed by the contract, so that none can be missing. */
import type { CertificateState } from '#schemas/certificate.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';
import type { Words } from '../language.ts';

export const states: Readonly<Record<CertificateState, Words>> = {
  '01': { zh: '有效', en: 'Valid' },
  '02': { zh: '暂扣', en: 'Held' },
  '03': { zh: '撤销', en: 'Annulled' },
  '04': { zh: '注销', en: 'Cancelled' },
  '05': { zh: '失效', en: 'Lapsed' },
  '06': { zh: '办理转出', en: 'Transferred out' },
  '07': { zh: '吊销', en: 'Revoked' },
  '99': { zh: '其他', en: 'Other' },
};
export const outOfDates: Words = { zh: '不在有效期内', en: 'Out of dates' };
export const openEnd: Words = { zh: '长期', en: 'open-ended' };

export const roles: Readonly<Record<PartyRole, Words>> = {
  applicant: { zh: '申请人', en: 'Applicant' },
  'legal-representative': { zh: '法定代表人', en: 'Legal representative' },
  'co-owner': { zh: '共有人', en: 'Co-owner' },
  landlord: { zh: '出租人', en: 'Landlord' },
  spouse: { zh: '配偶', en: 'Spouse' },
  child: { zh: '子女', en: 'Child' },
  employee: { zh: '从业人员', en: 'Employee' },
  agent: { zh: '代理人', en: 'Agent' },
  seller: { zh: '卖方', en: 'Seller' },
  buyer: { zh: '买方', en: 'Buyer' },
};

export const levels: Readonly<Record<Level, { readonly name: Words; readonly says: Words }>> = {
  predicate: {
    name: { zh: '是或否', en: 'Yes or no' },
    says: { zh: '只答复判断，不出示证照内容。', en: 'Answers questions; shows nothing of the certificate.' },
  },
  fields: {
    name: { zh: '字段', en: 'Fields' },
    says: { zh: '只出示勾选的字段。', en: 'Shows only the fields you tick.' },
  },
  copy: {
    name: { zh: '加注件', en: 'Stamped copy' },
    says: {
      zh: '为本办件加注的版式文件，会过期，须说明理由。',
      en: 'A page stamped for this case; it expires and needs a reason.',
    },
  },
};

export const sensitivities: Readonly<Record<ResourceField['sensitivity'], Words>> = {
  public: { zh: '公开', en: 'public' },
  internal: { zh: '内部', en: 'internal' },
  personal: { zh: '个人信息', en: 'personal' },
  sensitive: { zh: '敏感个人信息', en: 'sensitive' },
};

export const facts = {
  identifier: { zh: '证照标识', en: 'Identifier' },
  type: { zh: '证照类型', en: 'Type' },
  issuer: { zh: '颁发机构', en: 'Issuing authority' },
  issuedOn: { zh: '颁发日期', en: 'Issued' },
  dates: { zh: '有效期', en: 'Valid' },
  version: { zh: '版本', en: 'Version' },
  state: { zh: '状态', en: 'State' },
} as const satisfies Record<string, Words>;

export const yes: Words = { zh: '是', en: 'Yes' };
export const no: Words = { zh: '否', en: 'No' };
/** A field that is empty in this certificate, or was not released. */
export const notThere: Words = { zh: '未提供', en: 'not given' };
