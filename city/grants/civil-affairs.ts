/** Who may ask civil affairs 民政. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const HOUSEHOLD = '公共租赁住房管理办法第七条；社会救助暂行办法；政务数据共享条例';

const MARRIAGE = [matter('marriage-registration', '民法典第一千零四十九条；婚姻登记条例第五条、第七条')];

export const civilAffairsGrants: readonly Grant[] = [
  // 共同共有 follows from the marriage: whether the seller is married decides whether the spouse must agree. Who the spouse is, the sale asks.
  grant('one-window-marriage', 'one-window', 'civil-affairs/marriage', {
    purposes: [
      matter('existing-house-transfer', '民法典第一千零六十二条；不动产登记暂行条例实施细则；政务数据共享条例'),
    ],
    parties: [own('seller'), own('buyer')],
    fields: ['/married', '/state', '/registeredOn', '/certificateNumber', '/spouse'],
  }),
  grant('real-estate-marriage', 'real-estate', 'civil-affairs/marriage', {
    purposes: [
      matter('existing-house-transfer', '民法典第一千零六十二条；不动产登记暂行条例实施细则；政务数据共享条例'),
    ],
    parties: [own('seller'), own('buyer')],
    fields: ['/married', '/state', '/registeredOn', '/certificateNumber', '/spouse'],
  }),
  // 结婚登记: who he is and that he is single in the whole country; of a spouse nobody asks.
  grant('one-window-marital-status', 'one-window', 'civil-affairs/marital-status', {
    purposes: MARRIAGE,
    parties: [own('applicant')],
    fields: ['/single', '/state', '/registeredOn', '/office'],
  }),
  grant('one-window-marriage-identity', 'one-window', 'public-security/identity', {
    purposes: MARRIAGE,
    parties: [own('applicant')],
    fields: ['/name', '/living', '/validUntil'],
  }),
  grant('housing-living-allowance', 'housing', 'civil-affairs/living-allowance', {
    purposes: [{ kind: 'standing', code: 'public-rental-review', legalBasis: HOUSEHOLD }],
    parties: [own('applicant')],
    fields: ['/receives', '/kind'],
  }),
];
