/** Who may ask the housing department 住建. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const FIRE_SAFETY = '消防法第十三条、第十五条；政务数据共享条例';
const DEED_TAX = '契税法第十条至第十三条；优化营商环境条例第四十七条';

export const housingGrants: readonly Grant[] = [
  // The premises are checked before opening, the building was accepted before: the officer looks at the paper, not at who applied for it.
  grant('fire-building-acceptance', 'fire', 'housing/building-fire-acceptance', {
    purposes: [matter('fire-check', FIRE_SAFETY)],
    parties: [own('applicant')],
    fields: ['/accepted', '/kind', '/number', '/acceptedOn'],
  }),
  // Price and day of the contract are what the tax is counted from.
  grant('taxation-contract-filing', 'taxation', 'housing/contract-filing', {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('existing-house-transfer', DEED_TAX)],
    parties: [own('seller'), own('buyer')],
    fields: ['/unitNumber', '/price', '/signedOn', '/state'],
  }),
];
