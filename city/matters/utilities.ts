/** 水电气: the accounts of a house follow its title. */
import type { Matter } from '#schemas/matter.ts';
import { both, LOCAL, matter, WAYS, workdays } from './declare.ts';
import { SALE } from './housing.ts';
import { field, paper, told } from './papers.ts';

const form = (zh: string, en: string, id: string) => ({
  name: both(`${zh}过户申请表`, `Form: ${en} account`),
  fields: [
    ...SALE.filter(({ id: of }) => !of.endsWith('.price')),
    field(`account.${id}`, `${zh}户号`, `Number of the ${en} account`),
  ],
});

export const utilities: readonly Matter[] = matter({
  id: 'utility-accounts',
  no: [1],
  body: 'utilities',
  type: '20',
  name: both('水电气联动过户', 'Accounts of water, power and gas'),
  audience: 'both',
  basis: '浙江省保障“最多跑一次”改革规定第四十七条',
  legal: { limit: LOCAL, source: '供用合同 contract of supply' },
  promised: workdays(1),
  materials: [
    paper(
      'title-and-identity',
      '不动产权证书、身份证复印件',
      'Copies of title certificate and identity card',
      ['title', 'buyer-identity-card'],
      [told('real-estate/title')],
    ),
  ],
  forms: [form('水', 'water', 'water'), form('电', 'power', 'power'), form('气', 'gas', 'gas')],
  result: { name: both('过户通知', 'Notice of the change'), paper: false },
  ways: WAYS.online,
  unit: 'utilities',
  windowKind: 'real-estate',
  casesPerYear: 16_000,
});
