/** 法定期间 by laws of their own, for whatever matter rests on them. As read; see market registration. */
import type { CaseTerms } from '#schemas/case-term.ts';
import type { Matter } from '#schemas/matter.ts';
import { marketSupervision } from './market-supervision.ts';
import { REGISTRATION, realEstate } from './real-estate.ts';

const restingOn = (matters: readonly Matter[], law: string): string[] => [
  ...new Set(matters.filter(({ basis }) => basis.includes(law)).map(({ id }) => id)),
];

/** Sample rules of the invented city. */
const LOCAL = '永康市一件事办理规程（样例，期限为假定）';

export const terms: CaseTerms = {
  silence: [
    {
      from: '2015-03-01',
      matters: restingOn(realEstate, REGISTRATION),
      unit: 'working-days',
      length: 0,
      basis: '不动产登记暂行条例第十七条第二款：未当场书面告知的，视为受理',
    },
    // No five days since then: registered at once, or returned with one notice. Its three days run from the receipt, so what is not returned counts as taken.
    {
      from: '2022-03-01',
      matters: restingOn(marketSupervision, '市场主体登记管理条例'),
      unit: 'working-days',
      length: 0,
      basis: '市场主体登记管理条例第十九条；实施细则第十八条：当场登记或者一次性告知',
    },
  ],
  // 出生一件事: what a parent has still to confirm or to bring. The days are assumed, as is that the city has written them down.
  return: [{ from: '2017-01-01', matters: ['birth-registration'], unit: 'calendar-days', length: 30, basis: LOCAL }],
  reminder: [{ from: '2017-01-01', unit: 'working-days', length: 2, basis: LOCAL }],
};
