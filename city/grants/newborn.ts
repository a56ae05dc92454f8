/** A child is born 新生儿出生: what is asked about its parents, and about it, so that nobody carries papers from desk to desk. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const CERTIFICATE = '母婴保健法第二十三条；国务院关于在线政务服务的若干规定第七条；政务数据共享条例';
const VACCINATION = '疫苗管理法第四十七条；国务院关于在线政务服务的若干规定第七条；政务数据共享条例';
const ENTRY = '户口登记条例第七条；国办发〔2015〕96号；政务数据共享条例';
const REPAYMENT = '社会保险法第五十三条至第五十五条；政务数据共享条例';

const father = {
  role: 'spouse',
  ground: '出生医学证明载明的父亲，并告知本人 the father whom the certificate names; notice to him',
  level: 'predicate',
} as const;

// Hospital and fund of health insurance have not joined: the hall asks, and writes down what they decide.
export const newbornGrants: readonly Grant[] = [
  grant('one-window-parents-identity', 'one-window', 'public-security/identity', {
    purposes: [matter('birth-certificate', CERTIFICATE)],
    parties: [own('applicant'), father],
    fields: ['/name', '/living', '/validUntil'],
  }),
  grant('one-window-birth-record', 'one-window', 'health/birth-record', {
    purposes: [matter('vaccination-record', VACCINATION)],
    parties: [own('applicant')],
    fields: ['/certificateNumber', '/childName', '/bornOn', '/void'],
  }),
  // 婚内生育: that the two are married to each other takes the place of the copy of their certificate; of the unmarried nothing is asked.
  grant('police-parents-marriage', 'public-security', 'civil-affairs/marriage', {
    purposes: [matter('birth-registration', ENTRY)],
    parties: [own('applicant')],
    fields: ['/married', '/registeredOn', '/certificateNumber', '/spouse'],
  }),
  // Whether the mother was insured before the birth: what she earned is not needed for it.
  grant('one-window-birth-insurance', 'one-window', 'human-resources/insurance-history', {
    purposes: [matter('birth-repayment', REPAYMENT)],
    parties: [own('applicant')],
    fields: ['/number', '/since'],
  }),
  // 待遇发放: that the account she named is her own, before money goes there; the number itself is nobody's answer.
  grant('one-window-birth-account', 'one-window', 'human-resources/card-account', {
    purposes: [matter('birth-repayment', REPAYMENT)],
    parties: [own('applicant')],
    fields: ['/active', '/matches'],
  }),
];
