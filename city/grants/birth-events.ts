/** Who is told, without asking, of a birth and of the entry that follows it: each by the body that knows it first, as the law has it. */
import type { Grant } from '#schemas/grant.ts';
import { grant } from './declare.ts';

// Vaccination is the health department's own; the fund of health insurance has not joined, so it has no endpoint to be told at.
export const birthEventGrants: readonly Grant[] = [
  // 出生登记: the child has no number yet, so it is told of the mother. Who the father is they ask, for a case.
  grant('police-birth-events', 'public-security', 'health/birth-record', {
    purposes: [
      {
        kind: 'standing',
        code: 'birth-entry-upkeep',
        legalBasis: '户口登记条例第七条；母婴保健法第二十三条；政务数据共享条例',
      },
    ],
    parties: [
      {
        role: 'applicant',
        ground: '签发机构依法通报出生医学证明 who issues birth certificates tells of them, as the law has it',
        level: 'fields',
      },
    ],
    fields: ['/mother', '/certificateNumber', '/childName', '/sex', '/bornOn', '/void'],
    uses: ['events'],
  }),
  // 公安机关应当及时向社会保险经办机构通报个人的出生、死亡以及户口登记: from the police, with the number that card and insurance need.
  grant('human-resources-household-events', 'human-resources', 'public-security/household', {
    purposes: [{ kind: 'standing', code: 'insured-upkeep', legalBasis: '社会保险法第五十七条；政务数据共享条例' }],
    parties: [
      {
        role: 'applicant',
        ground: '公安机关依法通报登记对象的出生和户口登记 the police tell of births and entries, as the law has it',
        level: 'fields',
      },
    ],
    fields: ['/holder', '/name', '/local', '/registeredOn'],
    uses: ['events'],
  }),
];
