/** 不动产权证书 as a certificate type. Face after the ministry's certificate; the definer's code is invented, its check digits are right. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, permits } from './declare.ts';

/** 自然资源部. */
const DEFINER = definer('MB000TC0');

export const realEstateTitle: CertificateType = {
  v: 1,
  revision: 1,
  kind: 'certificate-type',
  id: 'real-estate-title',
  version: 1,
  code: `${DEFINER}001`,
  name: { zh: '不动产权证书', en: 'Real estate title certificate' },
  definer: DEFINER,
  issuer: 'real-estate',
  holding: 'multiple',
  validity: 'open',
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
  permittedUse: [
    permits('existing-house-transfer', 'copy'),
    permits('existing-house-contract', 'fields'),
    permits('existing-house-tax', 'fields'),
    permits('catering-business-setup', 'fields'),
    permits('proof-of-housing', 'predicate'),
  ],
  retentionYears: 100,
  copyHours: 168,
  replaces: [
    { zh: '不动产权证书原件', en: 'Original of the title certificate' },
    { zh: '不动产权证书复印件', en: 'Copy of the title certificate' },
  ],
};
