/** 公众聚集场所消防安全检查意见书 as a certificate type (消防法 art. 15). It speaks of the premises as they were checked, so it has no end date. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, oneBody, permits, registered, whether } from './declare.ts';

/** 国家消防救援局. */
const DEFINER = definer('MB000TC6');

export const fireCheckOpinion: CertificateType = {
  ...registered,
  id: 'fire-check-opinion',
  code: `${DEFINER}001`,
  name: { zh: '公众聚集场所投入使用、营业消防安全检查意见书', en: 'Fire check opinion' },
  definer: DEFINER,
  issuer: 'fire',
  holding: 'multiple',
  holders: oneBody,
  number: { form: '永消安检字〔\\d{4}〕第\\d{4}号', example: '永消安检字〔2026〕第0045号' },
  validity: 'none',
  operations: OF_PERMIT,
  fields: [
    field('/place', '场所名称', 'Name of the place', 'string', 'public'),
    field('/representative', '法定代表人（主要负责人）', 'Person in charge', 'string', 'personal'),
    field('/address', '地址', 'Address', 'string', 'public'),
    field('/floors', '所在层数', 'Floors', 'string', 'public'),
    field('/use', '使用性质', 'Use', 'string', 'public'),
    field('/area', '场所建筑面积（平方米）', 'Floor area, m²', 'number', 'public'),
    field('/manner', '检查方式', 'Manner of the check', 'string', 'internal'),
    field('/opinion', '检查意见', 'Opinion', 'string', 'public'),
    field('/checkedOn', '检查日期', 'Checked on', 'date', 'internal'),
  ],
  predicates: [
    whether('mayOpen', '是否同意投入使用、营业', 'May open', {
      kind: 'one-of',
      pointer: '/opinion',
      value: ['符合消防安全要求，同意投入使用、营业', '承诺内容符合要求，准予投入使用、营业'],
    }),
    whether('byCommitment', '是否以告知承诺方式办理', 'Opened by commitment', {
      kind: 'equals',
      pointer: '/manner',
      value: '告知承诺',
    }),
  ],
  template: 'plain',
  minimum: ['/number', '/place', '/address', '/issuedOn'],
  permittedUse: [permits('catering-business-setup', 'predicate'), permits('food-licence', 'predicate')],
  retentionYears: 30,
  copyHours: 168,
  replaces: [{ zh: '消防安全检查意见书复印件', en: 'Copy of the fire check opinion' }],
};
