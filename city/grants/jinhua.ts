/** Who may ask the hub above 金华, for the transfer of a house: the register whether it was sold and the tax is paid, the tax office for how much. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const TRANSFER = '契税法第十条至第十三条；不动产登记暂行条例第十四条；政务数据共享条例';
const purposes = [
  matter('existing-house-transfer', TRANSFER),
  matter('existing-house-tax', TRANSFER),
  matter('new-house-tax', TRANSFER),
  matter('new-house-registration', TRANSFER),
];
const parties = [own('seller'), own('buyer')];

export const jinhuaGrants: readonly Grant[] = [
  grant('real-estate-house-contract', 'real-estate', 'jinhua/house-contract', {
    purposes,
    parties,
    fields: ['/unitNumber', '/signedOn', '/state'],
    quota: { perDay: 5_000, perSecond: 20 },
  }),
  grant('taxation-house-contract', 'taxation', 'jinhua/house-contract', {
    purposes,
    parties,
    fields: ['/unitNumber', '/price', '/signedOn', '/state'],
    quota: { perDay: 5_000, perSecond: 20 },
  }),
  grant('real-estate-deed-tax', 'real-estate', 'jinhua/deed-tax', {
    purposes,
    parties: [own('buyer')],
    fields: ['/paper', '/taxes/*/kind', '/paidOn', '/void'],
    quota: { perDay: 5_000, perSecond: 20 },
  }),
];
