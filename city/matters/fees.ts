/** 收费: what the matters by hand charge. Amounts in fen. */
import type { Fee } from '#schemas/fee.ts';
import { both } from './declare.ts';

const REGISTRATION = '2016-12-06';

export const fees: readonly Fee[] = [
  {
    id: 'real-estate-registration',
    name: both('不动产登记费', 'Registration fee of real estate'),
    basis: '发改价格规〔2016〕2559号',
    collector: 'real-estate',
    account: both('不动产登记费收入', 'Revenue of real-estate registration'),
    // One certificate is free with each registration, each further one costs ten yuan.
    rates: [
      { from: REGISTRATION, case: 'home', fen: 8_000, furtherCopyFen: 1_000 },
      { from: REGISTRATION, case: 'other', fen: 55_000, furtherCopyFen: 1_000 },
      { from: REGISTRATION, case: 'parking', fen: 8_000, furtherCopyFen: 1_000 },
    ],
  },
  {
    id: 'identity-card',
    name: both('居民身份证工本费', 'Fee of the identity card'),
    basis: '发改价格〔2003〕2322号',
    collector: 'public-security',
    account: both('居民身份证工本费收入', 'Revenue of identity cards'),
    rates: [
      { from: '2004-01-01', case: 'standard', fen: 2_000 },
      { from: '2004-01-01', case: 'lost', fen: 4_000 },
    ],
  },
];
