/** 城镇污水排入排水管网许可证 as a certificate type (城镇排水与污水处理条例 art. 21). Five years. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, oneBody, permits, registered, whether } from './declare.ts';

/** 住房和城乡建设部. */
const DEFINER = definer('MB000TC7');

export const drainagePermit: CertificateType = {
  ...registered,
  id: 'drainage-permit',
  code: `${DEFINER}001`,
  name: { zh: '城镇污水排入排水管网许可证', en: 'Drainage permit' },
  definer: DEFINER,
  issuer: 'housing',
  holding: 'multiple',
  holders: oneBody,
  number: { form: '浙永排字第\\d{4}-\\d{4}号', example: '浙永排字第2026-0012号' },
  validity: 'fixed',
  operations: OF_PERMIT,
  fields: [
    field('/name', '排水户名称', 'Discharger', 'string', 'public'),
    field('/representative', '法定代表人', 'Legal representative', 'string', 'personal'),
    field('/address', '营业地址', 'Address', 'string', 'public'),
    field('/kind', '排水户类型', 'Kind of discharger', 'string', 'public'),
    field('/volume', '许可排水量（立方米/日）', 'Permitted volume, m³ a day', 'number', 'internal'),
    field('/outlet', '排水口编号及连接管位置', 'Outlet', 'string', 'internal'),
    field('/destination', '污水最终去向', 'Where it goes', 'string', 'internal'),
    field('/pretreatment', '预处理设施', 'Pretreatment', 'string', 'internal'),
    field('/keyDischarger', '是否列入重点排污单位名录', 'On the list of key dischargers', 'boolean', 'public'),
  ],
  predicates: [
    whether('greaseTrap', '是否设有隔油设施', 'Has a grease trap', {
      kind: 'includes',
      pointer: '/pretreatment',
      value: ['隔油'],
    }),
    whether('keyDischarger', '是否重点排污单位', 'Is a key discharger', {
      kind: 'equals',
      pointer: '/keyDischarger',
      value: true,
    }),
  ],
  template: 'licence',
  minimum: ['/number', '/name', '/address', '/validUntil'],
  permittedUse: [permits('catering-business-setup', 'predicate'), permits('food-licence-renewal', 'predicate')],
  retentionYears: 20,
  copyHours: 168,
  replaces: [{ zh: '排水许可证复印件', en: 'Copy of the drainage permit' }],
};
