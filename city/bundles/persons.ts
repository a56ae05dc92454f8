/** 新生儿出生: in the order that the law has, for the household entry gives the number that insurance and card need. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Condition } from '#schemas/situation.ts';
import { both } from '../matters/declare.ts';
import { WEDLOCK } from '../matters/public-security.ts';
import { restsOn } from './rests-on.ts';

const WANTS_REPAYMENT = { question: 'insured', is: true } as const;

/** Vaccination and entry rest on the birth certificate; insurance and card on the number that the entry gives. */

/** Entered with this bundle: under a year old, in the household of a parent in the city. Whoever is older or lives elsewhere has his number already, or gets it there. */
const ENTERED_HERE: Condition = {
  all: [
    { question: 'local', is: true },
    { question: 'under-one', is: true },
  ],
};

export const newborn: BundleTemplate = {
  v: 1,
  id: 'newborn',
  version: 1,
  from: '2017-09-01',
  name: both('新生儿出生', 'A child is born'),
  matter: 'newborn',
  lead: 'health',
  basis: '国办发〔2022〕32号；国发〔2024〕3号',
  situations: [
    WEDLOCK,
    { id: 'local', kind: 'yes-no', text: both('父母一方户籍是否在本市', 'Is one parent’s household in the city') },
    { id: 'under-one', kind: 'yes-no', text: both('是否未满一周岁', 'Is the child under one year old') },
    { id: 'insured', kind: 'yes-no', text: both('母亲是否参加生育保险', 'Is the mother insured') },
  ],
  matters: [
    { matter: 'birth-certificate', version: 1, after: [], inner: 1, before: 3 },
    { matter: 'vaccination-record', version: 1, ...restsOn('birth-certificate'), inner: 1, before: 1 },
    {
      matter: 'birth-registration',
      version: 1,
      ...restsOn('birth-certificate'),
      inner: 2,
      before: 5,
      when: ENTERED_HERE,
    },
    { matter: 'resident-insurance', version: 1, ...restsOn('birth-registration'), inner: 1, before: 5 },
    { matter: 'social-security-card', version: 1, ...restsOn('birth-registration'), inner: 2, before: 10 },
    {
      matter: 'birth-repayment',
      version: 1,
      after: ['birth-registration'],
      inner: 2,
      before: 15,
      when: WANTS_REPAYMENT,
    },
  ],
  merges: [
    {
      matter: 'birth-certificate',
      material: 'name-statement',
      into: 'form',
      why: both('姓名在一张表中由双方确认', 'both parents confirm the name in the one form'),
    },
  ],
  optional: [],
  typical: { wedlock: true, local: true, 'under-one': true, insured: true },
  // What was issued stays issued, whatever becomes of the rest.
  output: { rule: 'partial', choice: false, workdays: 0 },
};
