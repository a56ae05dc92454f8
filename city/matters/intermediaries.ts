/** 中介机构名录 of the sample city. Firm, code and licence are invented. */
import type { Intermediary } from '#schemas/intermediary.ts';
import { creditCode } from '../generate/codes.ts';
import { both } from './declare.ts';

export const intermediaries: readonly Intermediary[] = [
  {
    code: creditCode('91', '330784', 'MA000TE5'),
    name: both('永康市安雷检测技术有限公司', 'Anlei Testing of Yongkang'),
    place: 'testing-firm',
    provides: ['lightning-report'],
    licence: '雷检乙字〔2023〕第1100号（样例）',
    from: '2023-01-01',
    until: '2027-12-31',
  },
];
