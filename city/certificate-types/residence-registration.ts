/** 居民户籍登记 as a certificate type: somebody's own page of the household register. Who else lives there is nobody's business. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_MOVING, onePerson, permits, registered, whether } from './declare.ts';

/** 公安部. */
const DEFINER = definer('MB000TC3');

export const residenceRegistration: CertificateType = {
  ...registered,
  id: 'residence-registration',
  code: `${DEFINER}002`,
  name: { zh: '居民户籍登记', en: 'Residence registration' },
  definer: DEFINER,
  issuer: 'public-security',
  holding: 'single',
  holders: onePerson,
  // Division, household, page.
  number: { form: '330784\\d{6}-\\d{2}', example: '330784000001-02' },
  validity: 'none',
  operations: OF_MOVING,
  fields: [
    field('/household', '户号', 'Number of the household', 'code', 'internal'),
    field('/kind', '户别', 'Kind of household', 'string', 'internal'),
    field('/relation', '户主或与户主关系', 'Relation to the head', 'string', 'personal'),
    field('/sex', '性别', 'Sex', 'string', 'personal'),
    field('/bornOn', '出生日期', 'Born on', 'date', 'personal'),
    field('/address', '住址', 'Address', 'string', 'personal'),
    field('/registeredOn', '登记日期', 'Registered on', 'date', 'internal'),
    field('/office', '登记机关', 'Registered by', 'string', 'internal'),
  ],
  predicates: [
    whether('registeredHere', '是否本市户籍', 'Registered in the city', {
      kind: 'includes',
      pointer: '/address',
      value: ['永康市'],
    }),
    whether('head', '是否户主', 'Is the head of the household', {
      kind: 'equals',
      pointer: '/relation',
      value: '户主',
    }),
    whether('adult', '是否年满18周岁', 'Of age (18)', {
      kind: 'not-after',
      pointer: '/bornOn',
      value: { yearsAgo: 18 },
    }),
  ],
  template: 'card',
  minimum: ['/number', '/holders/*/name', '/household'],
  permittedUse: [
    permits('existing-house-tax', 'predicate'),
    permits('marriage-registration', 'fields'),
    permits('proof-of-housing', 'predicate'),
    permits('public-rental', 'fields'),
  ],
  retentionYears: 100,
  copyHours: 24,
  replaces: [
    { zh: '户口簿复印件', en: 'Copy of the household register' },
    { zh: '户籍证明', en: 'Proof of residence' },
  ],
};
