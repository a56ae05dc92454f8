/** Marrying, a birth, a home to rent from the city: what the library answers about a family. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own, spouse, theirChild } from './declare.ts';

const MARRIAGE = '婚姻登记条例第八条；政务数据共享条例';
const BIRTH = '户口登记条例第七条；政务数据共享条例';
const RENTAL = '公共租赁住房管理办法第七条、第八条；政务数据共享条例';

export const familyCertificateGrants: readonly Grant[] = [
  grant('civil-affairs-identity-facts', 'civil-affairs', 'certificates/identity-facts', {
    purposes: [matter('marriage-registration', MARRIAGE)],
    parties: [own('applicant')],
    fields: ['/valid', '/number', '/holders/*/name', '/sex', '/bornOn', '/validUntil', '/is/adult'],
  }),
  grant('civil-affairs-residence', 'civil-affairs', 'certificates/residence-registration', {
    purposes: [matter('marriage-registration', MARRIAGE)],
    parties: [own('applicant')],
    fields: ['/valid', '/number', '/holders/*/name', '/address', '/is/registeredHere'],
  }),
  grant('police-marriage-certificate', 'public-security', 'certificates/marriage-certificate', {
    purposes: [matter('birth-registration', BIRTH)],
    parties: [own('applicant')],
    fields: ['/valid', '/number', '/holders/*/name', '/registeredOn', '/is/married'],
  }),
  grant('housing-rental-identity', 'housing', 'certificates/identity-facts', {
    purposes: [matter('public-rental', RENTAL)],
    parties: [own('applicant', 'predicate'), spouse],
    fields: ['/valid', '/is/adult', '/is/over60', '/is/livesHere'],
  }),
  grant('housing-rental-residence', 'housing', 'certificates/residence-registration', {
    purposes: [matter('public-rental', RENTAL)],
    parties: [own('applicant'), spouse, theirChild],
    fields: ['/valid', '/number', '/household', '/relation', '/address', '/is/registeredHere', '/is/adult'],
  }),
  grant('housing-rental-marriage', 'housing', 'certificates/marriage-certificate', {
    purposes: [matter('public-rental', RENTAL)],
    parties: [own('applicant', 'predicate')],
    fields: ['/valid', '/is/married'],
  }),
  grant('housing-rental-title', 'housing', 'certificates/real-estate-title', {
    purposes: [matter('public-rental', RENTAL), matter('proof-of-housing')],
    parties: [own('applicant', 'predicate'), spouse],
    fields: ['/valid', '/is/residential', '/is/upTo90'],
  }),
  grant('housing-proof-residence', 'housing', 'certificates/residence-registration', {
    purposes: [matter('proof-of-housing')],
    parties: [own('applicant', 'predicate')],
    fields: ['/valid', '/is/registeredHere'],
  }),
];
