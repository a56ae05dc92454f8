/** 不动产权证书 as a certificate type. Face after the ministry's certificate; the definer's code is invented, its check digits are right. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_REGISTER, permits, registered, whether } from './declare.ts';

/** 自然资源部. */
const DEFINER = definer('MB000TC0');

export const realEstateTitle: CertificateType = {
  ...registered,
  id: 'real-estate-title',
  code: `${DEFINER}001`,
  name: { zh: '不动产权证书', en: 'Real estate title certificate' },
  definer: DEFINER,
  issuer: 'real-estate',
  holding: 'multiple',
  holders: { kinds: ['person', 'body'], codeTypes: ['001', '111'], most: 40 },
  validity: 'open',
  operations: [...OF_REGISTER, 'extend', 'revoke-as-penalty'],
  fields: [
    field('/ownership', '共有情况', 'Ownership', 'string', 'personal'),
    field('/location', '坐落', 'Location', 'string', 'personal'),
    field('/unitNumber', '不动产单元号', 'Unit number', 'code', 'internal'),
    field('/rightType', '权利类型', 'Type of right', 'string', 'internal'),
    field('/rightNature', '权利性质', 'Nature of right', 'string', 'internal'),
    field('/use', '用途', 'Use', 'string', 'internal'),
    field('/area', '面积（平方米）', 'Area, m²', 'number', 'internal'),
    field('/landUseUntil', '使用期限', 'Land use until', 'string', 'internal'),
    { ...field('/otherRights', '权利其他状况', 'Other state of the right', 'string', 'personal'), optional: true },
    { ...field('/notes', '附记', 'Notes', 'string', 'personal'), optional: true },
  ],
  predicates: [
    whether('residential', '是否住宅', 'Is a home', { kind: 'includes', pointer: '/use', value: ['住宅', '宅基地'] }),
    whether('commercial', '是否商业用途', 'Is for business', {
      kind: 'includes',
      pointer: '/use',
      value: ['商业', '商服', '办公'],
    }),
    // The lines of the deed tax: 90 m² until 2024-11-30, 140 m² since.
    whether('upTo90', '面积是否不超过90平方米', 'Of 90 m² at most', { kind: 'at-most', pointer: '/area', value: 90 }),
    whether('upTo140', '面积是否不超过140平方米', 'Of 140 m² at most', {
      kind: 'at-most',
      pointer: '/area',
      value: 140,
    }),
    whether('ownedAlone', '是否单独所有', 'Owned by one alone', {
      kind: 'equals',
      pointer: '/ownership',
      value: '单独所有',
    }),
  ],
  template: 'title',
  minimum: ['/number', '/unitNumber', '/location', '/area', '/holders/*/name'],
  permittedUse: [
    permits('existing-house-transfer', 'copy'),
    permits('existing-house-contract', 'fields'),
    permits('existing-house-tax', 'fields'),
    permits('catering-business-setup', 'fields'),
    permits('proof-of-housing', 'predicate'),
    permits('public-rental', 'predicate'),
  ],
  retentionYears: 100,
  copyHours: 168,
  replaces: [
    { zh: '不动产权证书原件', en: 'Original of the title certificate' },
    { zh: '不动产权证书复印件', en: 'Copy of the title certificate' },
  ],
};
