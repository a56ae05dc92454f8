/** 居民身份信息 as a certificate type: the facts of the identity card, never its picture. Most matters need only that somebody is of age. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_MOVING, onePerson, permits, registered, whether } from './declare.ts';

/** 公安部. */
const DEFINER = definer('MB000TC3');

export const identityFacts: CertificateType = {
  ...registered,
  id: 'identity-facts',
  code: `${DEFINER}001`,
  name: { zh: '居民身份信息', en: 'Identity facts' },
  definer: DEFINER,
  issuer: 'public-security',
  holding: 'single',
  holders: onePerson,
  number: { form: '[1-9]\\d{16}[\\dX]', example: '330784193001019981', holderCode: true },
  // 居民身份证法 art. 5: five, ten or twenty years, and from 46 on without end.
  validity: 'open',
  operations: [...OF_MOVING, 'extend'],
  fields: [
    field('/sex', '性别', 'Sex', 'string', 'personal'),
    field('/nation', '民族', 'Ethnic group', 'string', 'sensitive'),
    field('/bornOn', '出生日期', 'Born on', 'date', 'personal'),
    field('/address', '住址', 'Address', 'string', 'personal'),
    field('/issuedBy', '签发机关', 'Issued by', 'string', 'internal'),
  ],
  predicates: [
    whether('adult', '是否年满18周岁', 'Of age (18)', {
      kind: 'not-after',
      pointer: '/bornOn',
      value: { yearsAgo: 18 },
    }),
    whether('over60', '是否年满60周岁', 'Sixty or older', {
      kind: 'not-after',
      pointer: '/bornOn',
      value: { yearsAgo: 60 },
    }),
    whether('livesHere', '住址是否在本市', 'Lives in the city', {
      kind: 'includes',
      pointer: '/address',
      value: ['永康市'],
    }),
  ],
  template: 'card',
  minimum: ['/number', '/holders/*/name', '/validUntil'],
  permittedUse: [
    permits('company-setup', 'fields'),
    permits('existing-house-transfer', 'fields'),
    permits('existing-house-contract', 'fields'),
    permits('existing-house-tax', 'predicate'),
    permits('food-licence', 'predicate'),
    permits('marriage-registration', 'fields'),
    permits('public-rental', 'predicate'),
  ],
  retentionYears: 20,
  copyHours: 24,
  replaces: [{ zh: '身份证复印件', en: 'Copy of the identity card' }],
};
