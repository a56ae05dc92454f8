/** 法定期间 by laws of their own, for whatever matter rests on them. As read; see market registration. */
import type { CaseTerms } from '#schemas/case-term.ts';
import type { Matter } from '#schemas/matter.ts';
import { marketSupervision } from './market-supervision.ts';
import { REGISTRATION, realEstate } from './real-estate.ts';

const restingOn = (matters: readonly Matter[], law: string): string[] => [
  ...new Set(matters.filter(({ basis }) => basis.includes(law)).map(({ id }) => id)),
];

export const terms: CaseTerms = {
  silence: [
    {
      from: '2015-03-01',
      matters: restingOn(realEstate, REGISTRATION),
      workdays: 0,
      basis: '不动产登记暂行条例第十七条第二款：未当场书面告知的，视为受理',
    },
    // No five days since then: registered at once, or returned with one notice. Its three days run from the receipt, so what is not returned counts as taken.
    {
      from: '2022-03-01',
      matters: restingOn(marketSupervision, '市场主体登记管理条例'),
      workdays: 0,
      basis: '市场主体登记管理条例第十九条；实施细则第十八条：当场登记或者一次性告知',
    },
  ],
};
