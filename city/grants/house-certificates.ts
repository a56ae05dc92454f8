/** Buying a house, out of the library: who the parties are, whether they are married, whether the deed tax is paid. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own, spouse, theirChild } from './declare.ts';

const HOUSE = '民法典第一千零六十二条；不动产登记暂行条例第十六条；政务数据共享条例';
const DEED_TAX = '契税法第十条至第十三条；优化营商环境条例第四十七条';

const TRANSFER = 'existing-house-transfer';
const who = ['/valid', '/number', '/holders/*/name', '/validUntil', '/is/adult'];
const marriage = ['/valid', '/number', '/holders/*/name', '/registeredOn', '/is/married'];

export const houseCertificateGrants: readonly Grant[] = [
  grant('one-window-identity-facts', 'one-window', 'certificates/identity-facts', {
    purposes: [matter(TRANSFER, HOUSE)],
    parties: [own('seller'), own('buyer')],
    fields: who,
  }),
  grant('housing-identity-facts', 'housing', 'certificates/identity-facts', {
    purposes: [matter('existing-house-contract', HOUSE)],
    parties: [own('seller'), own('buyer')],
    fields: who,
  }),
  // How many homes a family has decides the rate; minor children count, grown-up ones do not.
  grant('taxation-identity-facts', 'taxation', 'certificates/identity-facts', {
    purposes: [matter('existing-house-tax', DEED_TAX)],
    parties: [own('buyer', 'predicate'), theirChild],
    fields: ['/valid', '/is/adult'],
  }),
  grant('taxation-residence', 'taxation', 'certificates/residence-registration', {
    purposes: [matter('existing-house-tax', DEED_TAX)],
    parties: [own('buyer', 'predicate'), theirChild],
    fields: ['/valid', '/is/registeredHere', '/is/adult'],
  }),
  grant('one-window-marriage-certificate', 'one-window', 'certificates/marriage-certificate', {
    purposes: [matter(TRANSFER, HOUSE)],
    parties: [own('seller'), own('buyer'), spouse],
    fields: marriage,
  }),
  grant('real-estate-marriage-certificate', 'real-estate', 'certificates/marriage-certificate', {
    purposes: [matter(TRANSFER, HOUSE)],
    parties: [own('seller'), own('buyer'), spouse],
    fields: marriage,
  }),
  grant('housing-marriage-certificate', 'housing', 'certificates/marriage-certificate', {
    purposes: [matter('existing-house-contract', HOUSE)],
    parties: [own('seller', 'predicate')],
    fields: ['/valid', '/is/married'],
  }),
  grant('taxation-marriage-certificate', 'taxation', 'certificates/marriage-certificate', {
    purposes: [matter('existing-house-tax', DEED_TAX)],
    parties: [own('buyer', 'predicate')],
    fields: ['/valid', '/is/married'],
  }),
  // That it was paid, for which house and when; how much is between the payer and the tax office.
  grant('real-estate-tax-payment', 'real-estate', 'certificates/tax-payment', {
    purposes: [matter(TRANSFER, DEED_TAX)],
    parties: [own('buyer')],
    fields: ['/valid', '/number', '/items/*/tax', '/items/*/paidOn', '/unitNumber', '/is/deedTaxPaid'],
  }),
  // 孰先: for how long the seller has held it begins with the deed tax where that was paid before the title that stands now.
  grant('taxation-tax-payment', 'taxation', 'certificates/tax-payment', {
    purposes: [matter('existing-house-tax', '国税发〔2005〕172号第三条；税收征收管理法第五条')],
    parties: [own('seller')],
    fields: ['/valid', '/number', '/items/*/tax', '/items/*/paidOn', '/unitNumber'],
  }),
  grant('one-window-tax-payment', 'one-window', 'certificates/tax-payment', {
    purposes: [matter(TRANSFER, DEED_TAX)],
    parties: [own('buyer', 'predicate')],
    fields: ['/valid', '/is/deedTaxPaid'],
  }),
];
