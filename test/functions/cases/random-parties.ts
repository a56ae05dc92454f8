/** 当事人 at random: who applies, and who stands in the case beside him, each with the ground for it. */
import { CHEN_FUYING, LI_NA, WANG_AN, WANG_JI_CATERING, WANG_QIANG, ZHOU_LEI } from '#city/cast.ts';
import type { Chance } from '#city/generate/prng.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CaseParty } from '#schemas/case.ts';
import { MandateScope } from '#schemas/mandate.ts';
import { some } from './random-answers.ts';

const WANG = { id: 'wang', code: WANG_QIANG, name: '王强' } as const;
const FIRM = { id: 'firm', code: WANG_JI_CATERING, name: '王记' } as const;
const FOREIGNER = { id: 'foreigner', code: 'XXA-P1234567', name: '样例' } as const;

/** Who buys, and who sells. */
export const TRADERS: readonly CaseParty[] = [
  { ...WANG, role: 'buyer' },
  { id: 'seller', role: 'seller', code: ZHOU_LEI, name: '周磊' },
];

const APPLYING: readonly (readonly CaseParty[])[] = [
  [{ ...WANG, role: 'applicant' }],
  [{ ...WANG, role: 'applicant' }],
  [
    { ...FIRM, role: 'applicant' },
    { ...WANG, role: 'legal-representative', ground: '法定代表人' },
  ],
  TRADERS,
  [
    { ...WANG, role: 'applicant' },
    { ...FOREIGNER, role: 'applicant' },
  ],
];
const BESIDE: readonly CaseParty[] = [
  { id: 'chen', role: 'landlord', code: CHEN_FUYING, name: '陈福英', ground: '出租人' },
  { id: 'li', role: 'spouse', code: LI_NA, name: '李娜', ground: '夫妻共同申报' },
  { id: 'an', role: 'child', code: WANG_AN, name: '王安', ground: '随父落户' },
];

/** 委托: some of what there is, until a day that may come while the case lasts. `now`: epoch ms at which it is written. */
const agent = (by: Chance, now: number): CaseParty => {
  const scope = some(by, MandateScope.options, 60);
  const party = { id: 'agent', role: 'agent', code: ZHOU_LEI, name: '周磊', ground: '受托' } as const;
  const until = beijingDate(now + by.pick([0, 3, 30, 300]) * 86_400_000);
  return scope.length === 0 ? party : { ...party, mandate: { scope, until } };
};

export const partiesAt = (now: number, by: Chance): CaseParty[] => {
  const applying = APPLYING[by.int(0, APPLYING.length - 1)] ?? [];
  return [...applying, ...some(by, BESIDE, 40), ...(by.percent(25) ? [agent(by, now)] : [])];
};
