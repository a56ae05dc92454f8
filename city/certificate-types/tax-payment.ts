/** 税收完税证明 as a certificate type: a statement about what was paid, so it has no end date. Amounts are yuan. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_STATEMENT, permits, registered, whether } from './declare.ts';

/** 国家税务总局. */
const DEFINER = definer('MB000TC2');

export const taxPayment: CertificateType = {
  ...registered,
  id: 'tax-payment',
  code: `${DEFINER}001`,
  name: { zh: '税收完税证明', en: 'Tax payment certificate' },
  definer: DEFINER,
  issuer: 'taxation',
  holding: 'multiple',
  holders: { kinds: ['person', 'body'], codeTypes: ['001', '111'], most: 1 },
  number: { form: '\\d{18}', example: '330784210000000001' },
  validity: 'none',
  operations: OF_STATEMENT,
  fields: [
    field('/items/*/tax', '税种', 'Tax', 'string', 'internal'),
    field('/items/*/item', '品目名称', 'Item', 'string', 'internal'),
    field('/items/*/from', '税款所属时期起', 'Period from', 'date', 'internal'),
    field('/items/*/until', '税款所属时期止', 'Period until', 'date', 'internal'),
    field('/items/*/paidOn', '入（退）库日期', 'Paid on', 'date', 'internal'),
    { ...field('/items/*/amount', '实缴（退）金额', 'Amount, yuan', 'number', 'personal'), printed: 'yuan' },
    { ...field('/total', '金额合计', 'Total, yuan', 'number', 'personal'), printed: 'yuan-in-capitals' },
    { ...field('/unitNumber', '不动产单元号', 'Unit number', 'code', 'internal'), optional: true },
    field('/office', '税务机关', 'Tax office', 'string', 'public'),
    field('/clerk', '填票人', 'Made out by', 'string', 'internal'),
    { ...field('/notes', '备注', 'Notes', 'string', 'personal'), optional: true },
  ],
  predicates: [
    whether('deedTaxPaid', '是否已缴契税', 'Deed tax paid', { kind: 'equals', pointer: '/items/*/tax', value: '契税' }),
  ],
  template: 'statement',
  minimum: ['/number', '/holders/*/name', '/total', '/issuedOn'],
  permittedUse: [permits('existing-house-transfer', 'fields'), permits('existing-house-tax', 'fields')],
  retentionYears: 30,
  copyHours: 168,
  replaces: [{ zh: '契税完税凭证', en: 'Proof of paid deed tax' }],
};
