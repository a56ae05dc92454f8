/** 结婚证 as a certificate type: one certificate, two holders. A second one while the first is valid is what 单一持有 refuses. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_REGISTER, permits, registered, whether } from './declare.ts';

/** 民政部. */
const DEFINER = definer('MB000TC5');

export const marriageCertificate: CertificateType = {
  ...registered,
  id: 'marriage-certificate',
  code: `${DEFINER}001`,
  name: { zh: '结婚证', en: 'Marriage certificate' },
  definer: DEFINER,
  issuer: 'civil-affairs',
  holding: 'single',
  holders: { kinds: ['person'], codeTypes: ['111'], least: 2, most: 2 },
  number: { form: 'J\\d{6}-\\d{4}-\\d{6}', example: 'J330784-2012-000123' },
  validity: 'none',
  operations: OF_REGISTER,
  fields: [
    field('/registeredOn', '登记日期', 'Registered on', 'date', 'personal'),
    field('/office', '登记机关', 'Registered by', 'string', 'internal'),
    field('/registrar', '婚姻登记员', 'Registrar', 'string', 'internal'),
    field('/partners/*/name', '姓名', 'Name', 'string', 'personal'),
    field('/partners/*/sex', '性别', 'Sex', 'string', 'personal'),
    field('/partners/*/bornOn', '出生日期', 'Born on', 'date', 'personal'),
    field('/partners/*/nationality', '国籍', 'Nationality', 'string', 'personal'),
    { ...field('/notes', '备注', 'Notes', 'string', 'personal'), optional: true },
  ],
  predicates: [
    // Of a valid certificate: one that has been cancelled is not answered about.
    whether('married', '是否已婚', 'Is married', { kind: 'present', pointer: '/registeredOn' }),
  ],
  template: 'card',
  minimum: ['/number', '/holders/*/name', '/registeredOn'],
  permittedUse: [
    permits('existing-house-transfer', 'fields'),
    permits('existing-house-contract', 'predicate'),
    permits('existing-house-tax', 'predicate'),
    permits('birth-registration', 'fields'),
    permits('public-rental', 'predicate'),
  ],
  retentionYears: 100,
  copyHours: 24,
  replaces: [
    { zh: '结婚证复印件', en: 'Copy of the marriage certificate' },
    { zh: '婚姻状况证明', en: 'Proof of marital state' },
  ],
};
