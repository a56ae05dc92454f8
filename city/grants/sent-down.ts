/** Who is told of what Jinhua sends down 回流, who may use the copy while Jinhua is away, and the window, which asks for the whole house at once. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const CONTRACT = 'jinhua/house-contract';
const COPY = 'data-authority/house-contract-copy';
const TRANSFER = '契税法第十条至第十三条；不动产登记暂行条例第十四条；政务数据共享条例';
const purposes = [matter('existing-house-transfer', TRANSFER)];
const parties = [own('seller'), own('buyer')];

const told = (consumer: string, code: string, legalBasis: string): Grant =>
  grant(`${consumer}-house-contract-events`, consumer, CONTRACT, {
    purposes: [{ kind: 'standing', code, legalBasis }],
    parties: (['seller', 'buyer'] as const).map((role) => ({
      role,
      ground: '备案变化依法通报 told of the filings that the law has it told of',
      level: 'fields',
    })),
    fields: ['/party', '/contract', '/unitNumber', '/signedOn', '/state'],
    uses: ['events'],
  });
const copied = (consumer: string): Grant =>
  grant(`${consumer}-house-contract-copy`, consumer, COPY, {
    purposes,
    parties,
    fields: ['/contract', '/unitNumber', '/signedOn', '/state', '/toldAt', '/asOf'],
  });

export const sentDownGrants: readonly Grant[] = [
  told('real-estate', 'register-upkeep', '不动产登记暂行条例第二十三条；政务数据共享条例'),
  told('taxation', 'deed-tax-upkeep', '契税法第十三条；政务数据共享条例'),
  told('housing', 'market-watch', '城市房地产管理法第三十五条；政务数据共享条例'),
  copied('real-estate'),
  copied('one-window'),
  grant('one-window-house-contract', 'one-window', CONTRACT, {
    purposes,
    parties,
    fields: ['/contract', '/unitNumber', '/signedOn', '/state'],
  }),
  grant('one-window-deed-tax', 'one-window', 'jinhua/deed-tax', {
    purposes,
    parties,
    fields: ['/paper', '/taxes/*/kind', '/paidOn', '/void'],
  }),
];
