/** 营业执照 as a certificate type. Its number is the unified credit code, its holder the firm; the representative is a field. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, permits } from './declare.ts';

/** 国家市场监督管理总局. */
const DEFINER = definer('MB000TC1');

export const businessLicence: CertificateType = {
  v: 1,
  revision: 1,
  kind: 'certificate-type',
  id: 'business-licence',
  version: 1,
  code: `${DEFINER}001`,
  name: { zh: '营业执照', en: 'Business licence' },
  definer: DEFINER,
  issuer: 'market-supervision',
  holding: 'single',
  validity: 'open',
  fields: [
    field('/name', '名称', 'Name', 'string', 'public'),
    field('/kind', '类型', 'Kind', 'string', 'public'),
    field('/representative', '法定代表人（经营者）', 'Legal representative or trader', 'string', 'personal'),
    field('/address', '住所（经营场所）', 'Address', 'string', 'public'),
    field('/scope', '经营范围', 'Scope of business', 'string', 'public'),
    // A sole trader has none.
    { ...field('/capital', '注册资本（元）', 'Registered capital, yuan', 'integer', 'public'), optional: true },
    field('/establishedOn', '成立日期', 'Established on', 'date', 'public'),
  ],
  permittedUse: [
    permits('catering-business-setup', 'copy'),
    permits('food-licence', 'copy'),
    permits('fire-check', 'fields'),
    permits('shop-sign', 'fields'),
    permits('drainage-permit', 'fields'),
  ],
  retentionYears: 50,
  copyHours: 168,
  replaces: [{ zh: '营业执照复印件', en: 'Copy of the business licence' }],
};
