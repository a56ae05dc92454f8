/** 营业执照 as a certificate type. Its number is the unified credit code, its holder the firm; the representative is a field. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, oneBody, permits, registered, whether } from './declare.ts';

/** 国家市场监督管理总局. */
const DEFINER = definer('MB000TC1');

export const businessLicence: CertificateType = {
  ...registered,
  id: 'business-licence',
  code: `${DEFINER}001`,
  name: { zh: '营业执照', en: 'Business licence' },
  definer: DEFINER,
  issuer: 'market-supervision',
  holding: 'single',
  holders: oneBody,
  number: { form: '[0-9A-HJ-NPQRTUWXY]{18}', example: '91330784MA000TXX62', holderCode: true },
  validity: 'open',
  operations: OF_PERMIT,
  fields: [
    field('/name', '名称', 'Name', 'string', 'public'),
    field('/kind', '类型', 'Kind', 'string', 'public'),
    field('/representative', '法定代表人（经营者）', 'Legal representative or trader', 'string', 'personal'),
    field('/address', '住所（经营场所）', 'Address', 'string', 'public'),
    field('/scope', '经营范围', 'Scope of business', 'string', 'public'),
    // A sole trader has none.
    {
      ...field('/capital', '注册资本', 'Registered capital, yuan', 'integer', 'public'),
      optional: true,
      printed: 'yuan-in-capitals',
    },
    field('/establishedOn', '成立日期', 'Established on', 'date', 'public'),
  ],
  predicates: [
    whether('catering', '经营范围是否含餐饮服务', 'Catering in scope', {
      kind: 'includes',
      pointer: '/scope',
      value: ['餐饮'],
    }),
    whether('soleTrader', '是否个体工商户', 'Is a sole trader', {
      kind: 'includes',
      pointer: '/kind',
      value: ['个体工商户'],
    }),
  ],
  template: 'licence',
  minimum: ['/number', '/name', '/representative', '/establishedOn'],
  permittedUse: [
    permits('catering-business-setup', 'predicate'),
    permits('food-licence', 'copy'),
    permits('food-licence-renewal', 'fields'),
    permits('fire-check', 'fields'),
    permits('shop-sign', 'fields'),
    permits('drainage-permit', 'fields'),
  ],
  retentionYears: 50,
  copyHours: 168,
  replaces: [{ zh: '营业执照复印件', en: 'Copy of the business licence' }],
};
