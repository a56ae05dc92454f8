/** What Jinhua grants the hub below: standing purposes, because the case and its ticket stay in the city where the citizen applied. */
import type { Grant, GrantedPurpose } from '#schemas/grant.ts';
import { grant } from '../grants/declare.ts';
import { BELOW } from './departments.ts';

const HOUSE: GrantedPurpose = {
  kind: 'standing',
  code: 'yongkang-house-transfer',
  legalBasis: '契税法第十条至第十三条；优化营商环境条例第四十七条；政务数据共享条例；浙江省公共数据条例',
  name: { zh: '永康市存量房转移登记', en: 'Transfer of an existing house in Yongkang' },
};

const GROUND =
  '永康市办件当事人，办件凭据由永康市枢纽核验 a party to a case of Yongkang, whose hub has verified the ticket';
const parties: Grant['parties'] = [
  { role: 'seller', ground: GROUND, level: 'fields' },
  { role: 'buyer', ground: GROUND, level: 'fields' },
];

/** 回流: what is filed in Jinhua about houses in Yongkang is told to Yongkang's hub, which may keep a copy of it. */
const RETURN: GrantedPurpose = {
  kind: 'standing',
  code: 'yongkang-return',
  legalBasis: '浙江省公共数据条例；政务数据共享条例；金华市公共数据回流约定',
  name: { zh: '数据回流永康市', en: 'Data sent down to Yongkang' },
};

export const upperGrants: readonly Grant[] = [
  grant('yongkang-contract-return', BELOW, 'housing/contract-filing', {
    purposes: [RETURN],
    parties: [{ role: 'applicant', ground: '数据回流约定 agreed to be sent down', level: 'fields' }],
    fields: ['/party', '/contractNumber', '/unitNumber', '/signedOn', '/state'],
    quota: { perDay: 20_000, perSecond: 50 },
    uses: ['events'],
  }),
  grant('yongkang-contract-filing', BELOW, 'housing/contract-filing', {
    purposes: [HOUSE],
    parties,
    fields: ['/party', '/contractNumber', '/unitNumber', '/price', '/signedOn', '/state'],
    quota: { perDay: 20_000, perSecond: 50 },
  }),
  // That the tax is paid, and for what; how much stays with the tax service.
  grant('yongkang-tax-certificate', BELOW, 'taxation/tax-certificate', {
    purposes: [HOUSE],
    parties,
    fields: ['/payer', '/number', '/items/*/tax', '/paidOn', '/void'],
    quota: { perDay: 20_000, perSecond: 50 },
    signature: true,
  }),
];
