/** Who may ask the health department 卫健. */
import type { Grant } from '#schemas/grant.ts';
import { employee, grant, matter, own } from './declare.ts';

const FOOD_STAFF = '食品安全法第四十五条；食品经营许可和备案管理办法；政务数据共享条例';
const BIRTHS = '户口登记条例第七条；母婴保健法第二十三条；政务数据共享条例';

export const healthGrants: readonly Grant[] = [
  // Who works in the kitchen is no party to the case: the officer hears yes or no.
  grant('market-health-certificate', 'market-supervision', 'health/health-certificate', {
    purposes: [matter('food-licence', FOOD_STAFF)],
    parties: [employee],
    fields: ['/valid'],
  }),
  grant('police-birth-record', 'public-security', 'health/birth-record', {
    purposes: [matter('birth-registration', BIRTHS)],
    parties: [own('applicant')],
    fields: ['/certificateNumber', '/childName', '/sex', '/bornOn', '/bornAt', '/father', '/issuedOn', '/void'],
  }),
];
