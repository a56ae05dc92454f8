/** 从业人员健康证明 as a certificate type: a year from the examination (食品安全法 art. 45). What was found is the holder's business, whether he may work is not. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, onePerson, permits, registered, whether } from './declare.ts';

/** 国家卫生健康委员会. */
const DEFINER = definer('MB000TC4');

export const healthCertificate: CertificateType = {
  ...registered,
  id: 'health-certificate',
  code: `${DEFINER}001`,
  name: { zh: '从业人员健康证明', en: 'Health certificate of staff' },
  definer: DEFINER,
  issuer: 'health',
  // A new one each year; that of last year has run out and stays.
  holding: 'multiple',
  holders: onePerson,
  number: { form: '永健\\d{4}-\\d{6}', example: '永健2026-000012' },
  validity: 'fixed',
  operations: OF_PERMIT,
  fields: [
    field('/sex', '性别', 'Sex', 'string', 'personal'),
    field('/trade', '从业类别', 'Trade', 'string', 'personal'),
    field('/examinedOn', '体检日期', 'Examined on', 'date', 'sensitive'),
    field('/result', '体检结论', 'Result', 'string', 'sensitive'),
    field('/institution', '体检机构', 'Examined at', 'string', 'internal'),
    { ...field('/employer', '工作单位', 'Employer', 'string', 'personal'), optional: true },
  ],
  predicates: [
    whether('forFood', '从业类别是否含食品', 'For work with food', {
      kind: 'equals',
      pointer: '/trade',
      value: '食品生产经营',
    }),
    whether('passed', '体检是否合格', 'Examination passed', { kind: 'equals', pointer: '/result', value: '合格' }),
  ],
  template: 'card',
  minimum: ['/number', '/holders/*/name', '/trade', '/validUntil'],
  permittedUse: [
    permits('catering-business-setup', 'predicate'),
    permits('food-licence', 'predicate'),
    permits('food-licence-renewal', 'predicate'),
  ],
  retentionYears: 5,
  copyHours: 24,
  replaces: [{ zh: '从业人员健康证明复印件', en: 'Copies of the health certificates of the staff' }],
};
