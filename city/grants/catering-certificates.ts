/** Opening and running a restaurant, out of the library: certificates that spare the paper, mostly by yes or no. */
import type { Grant } from '#schemas/grant.ts';
import { foodLicence } from '../certificate-types/food-licence.ts';
import { employee, everyFactOf, grant, matter, own } from './declare.ts';

const LICENCE_FIRST = '浙江省保障“最多跑一次”改革规定第七条；国务院关于在线政务服务的若干规定第七条';
const FOOD = '食品安全法第三十五条、第四十五条；食品经营许可和备案管理办法；政务数据共享条例';
const DRAINAGE = '城镇排水与污水处理条例第二十一条；政务数据共享条例';

const bundle = [matter('catering-business-setup', LICENCE_FIRST)];
const firm = own('applicant');
const yesOrNo = own('applicant', 'predicate');

export const cateringCertificateGrants: readonly Grant[] = [
  // The one window sees which part of the bundle is done, not what the papers say.
  grant('one-window-business-licence', 'one-window', 'certificates/business-licence', {
    purposes: bundle,
    parties: [yesOrNo],
    fields: ['/valid', '/is/catering', '/is/soleTrader'],
  }),
  grant('one-window-food-licence', 'one-window', 'certificates/food-licence', {
    purposes: bundle,
    parties: [yesOrNo],
    fields: ['/valid', '/is/catering'],
  }),
  grant('one-window-fire-check', 'one-window', 'certificates/fire-check-opinion', {
    purposes: bundle,
    parties: [yesOrNo],
    fields: ['/valid', '/is/mayOpen'],
  }),
  grant('one-window-drainage-permit', 'one-window', 'certificates/drainage-permit', {
    purposes: bundle,
    parties: [yesOrNo],
    fields: ['/valid', '/is/greaseTrap'],
  }),
  grant('one-window-staff-health', 'one-window', 'certificates/health-certificate', {
    purposes: bundle,
    parties: [employee],
    fields: ['/valid', '/is/forFood'],
  }),
  grant('market-staff-health', 'market-supervision', 'certificates/health-certificate', {
    purposes: [matter('food-licence', FOOD), matter('food-licence-renewal', FOOD)],
    parties: [employee],
    fields: ['/valid', '/is/forFood', '/is/passed'],
  }),
  grant('market-staff-identity', 'market-supervision', 'certificates/identity-facts', {
    purposes: [matter('food-licence', FOOD)],
    parties: [employee],
    fields: ['/valid', '/is/adult'],
  }),
  grant('market-fire-check', 'market-supervision', 'certificates/fire-check-opinion', {
    purposes: [matter('food-licence', FOOD)],
    parties: [yesOrNo],
    fields: ['/valid', '/is/mayOpen'],
  }),
  grant('market-licence-renewal', 'market-supervision', 'certificates/business-licence', {
    purposes: [matter('food-licence-renewal', FOOD)],
    parties: [firm],
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/is/catering'],
  }),
  // The old licence goes into the file of the new one as a stamped copy, which shows the whole face.
  grant('market-food-licence', 'market-supervision', 'certificates/food-licence', {
    purposes: [matter('food-licence-renewal', FOOD)],
    parties: [own('applicant', 'copy')],
    fields: everyFactOf(foodLicence),
  }),
  grant('market-drainage-permit', 'market-supervision', 'certificates/drainage-permit', {
    purposes: [matter('food-licence-renewal', FOOD)],
    parties: [yesOrNo],
    fields: ['/valid', '/is/greaseTrap', '/is/keyDischarger'],
  }),
  // What a kitchen cooks decides what must be kept out of the sewer.
  grant('housing-food-licence', 'housing', 'certificates/food-licence', {
    purposes: [matter('drainage-permit', DRAINAGE)],
    parties: [yesOrNo],
    fields: ['/valid', '/is/catering', '/is/coldDishes'],
  }),
  grant('market-identity-facts', 'market-supervision', 'certificates/identity-facts', {
    purposes: [matter('company-setup', '市场主体登记管理条例第十六条；政务数据共享条例')],
    parties: [own('applicant'), own('legal-representative')],
    fields: ['/valid', '/number', '/holders/*/name', '/validUntil', '/is/adult'],
  }),
];
