/** 食品经营许可证 as a certificate type. Number: JY, form of business (1 sale, 2 catering, 3 canteen), division, serial, check digit. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, oneBody, permits, registered, whether } from './declare.ts';

/** 国家市场监督管理总局. */
const DEFINER = definer('MB000TC1');

export const foodLicence: CertificateType = {
  ...registered,
  id: 'food-licence',
  code: `${DEFINER}002`,
  name: { zh: '食品经营许可证', en: 'Food licence' },
  definer: DEFINER,
  issuer: 'market-supervision',
  // One for each place of business.
  holding: 'multiple',
  holders: oneBody,
  number: { form: 'JY[123]\\d{13}', example: 'JY23307840000013', check: 'mod-11-10' },
  // Five years.
  validity: 'fixed',
  operations: OF_PERMIT,
  fields: [
    field('/name', '经营者名称', 'Operator', 'string', 'public'),
    field('/creditCode', '统一社会信用代码', 'Credit code', 'code', 'public'),
    field('/representative', '法定代表人（负责人）', 'Legal representative', 'string', 'personal'),
    field('/address', '住所', 'Address', 'string', 'public'),
    field('/premises', '经营场所', 'Place of business', 'string', 'public'),
    field('/form', '主体业态', 'Form of business', 'string', 'public'),
    field('/items', '经营项目', 'Items', 'string', 'public'),
    field('/supervisor', '日常监督管理机构', 'Supervised by', 'string', 'public'),
    field('/complaints', '投诉举报电话', 'Telephone for complaints', 'string', 'public'),
    field('/signedBy', '签发人', 'Signed by', 'string', 'internal'),
  ],
  predicates: [
    whether('catering', '许可范围是否含餐饮服务', 'Catering in scope', {
      kind: 'includes',
      pointer: '/form',
      value: ['餐饮'],
    }),
    whether('coldDishes', '经营项目是否含冷食类', 'Cold dishes in scope', {
      kind: 'includes',
      pointer: '/items',
      value: ['冷食'],
    }),
  ],
  template: 'licence',
  minimum: ['/number', '/name', '/premises', '/form', '/validUntil'],
  permittedUse: [
    permits('catering-business-setup', 'predicate'),
    permits('food-licence-renewal', 'copy'),
    permits('drainage-permit', 'predicate'),
  ],
  retentionYears: 20,
  copyHours: 168,
  replaces: [
    { zh: '食品经营许可证（正、副本）', en: 'Food licence, original and duplicate' },
    { zh: '食品经营许可证复印件', en: 'Copy of the food licence' },
  ],
};
