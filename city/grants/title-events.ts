/** Who is told, without asking, that a house has another holder: who taxes it, who keeps its book, and who supplies it. */
import type { Grant } from '#schemas/grant.ts';
import { grant } from './declare.ts';

const TITLE = 'real-estate/title';
const UTILITIES = '浙江省保障“最多跑一次”改革规定第四十七条；优化营商环境条例第二十八条；政务数据共享条例';

const told = (consumer: string, code: string, legalBasis: string, fields: readonly string[]): Grant =>
  grant(`${consumer}-title-events`, consumer, TITLE, {
    purposes: [{ kind: 'standing', code, legalBasis }],
    parties: [
      {
        role: 'buyer',
        ground: '登记机构依法通报权属转移 the registry tells of a change of title, as the law has it',
        level: 'fields',
      },
    ],
    fields: [...fields],
    uses: ['events'],
  });

/** 户主更名: who has it now, and where it is; nothing of price, certificate or rights. */
const ACCOUNT = ['/holder', '/holderName', '/unitNumber', '/location'];

export const titleEventGrants: readonly Grant[] = [
  told('taxation', 'real-estate-tax-upkeep', '契税法第十三条；政务数据共享条例', [
    '/holder',
    '/unitNumber',
    '/registeredOn',
  ]),
  told('housing', 'house-book-upkeep', '优化营商环境条例第四十七条；政务数据共享条例', [
    '/holder',
    '/holderName',
    '/unitNumber',
    '/certificateNumber',
    '/registeredOn',
  ]),
  told('water-supply', 'water-account-upkeep', UTILITIES, ACCOUNT),
  told('power-supply', 'power-account-upkeep', UTILITIES, ACCOUNT),
  told('gas-supply', 'gas-account-upkeep', UTILITIES, ACCOUNT),
];
