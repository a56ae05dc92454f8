/** 民政 as resources: a registered marriage, and whether a person receives the minimum living allowance. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'civil-affairs',
  legalBasis: '婚姻登记条例；社会救助暂行办法；政务数据共享条例',
  protocol: 'mysql',
  updatePeriod: '实时 as registered',
  subject: { request: '/holder', answer: '/holder' },
});

const holder: Leaf = ['/holder', '公民身份号码', 'Citizen number', 'code', 'sensitive'];

/** Of a change everything but the spouse: whom the change is about is enough. */
const told = {
  fields: ['/holder', '/holderName', '/married', '/state', '/registeredOn', '/certificateNumber', '/office'],
  subject: '/holder',
};

export const civilAffairsResources: readonly Resource[] = [
  resource({
    id: 'civil-affairs/marriage',
    name: { zh: '婚姻登记信息', en: 'Registered marriage' },
    fields: (
      [
        holder,
        ['/holderName', '姓名', 'Name', 'string', 'personal'],
        ['/married', '是否已婚', 'Is married', 'boolean', 'sensitive', 'predicate'],
        ['/state', '婚姻状况', 'Marital state', 'code', 'sensitive'],
        ['/registeredOn', '登记日期', 'Registered on', 'date', 'personal'],
        ['/certificateNumber', '婚姻登记证字号', 'Number of the certificate', 'string', 'personal'],
        ['/office', '登记机关', 'Office', 'string', 'internal'],
        ['/spouse', '配偶证件号码', 'Citizen number of the spouse', 'code', 'sensitive'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [
      { zh: '结婚证（复印件）', en: 'Copy of the marriage certificate' },
      { zh: '婚姻状况证明', en: 'Proof of marital state' },
    ],
    events: [
      { type: 'marriage.created', name: { zh: '结婚登记', en: 'Married' }, ...told },
      { type: 'marriage.changed', name: { zh: '补领、更正', en: 'Replaced or corrected' }, ...told },
      { type: 'marriage.ended', name: { zh: '离婚登记', en: 'Divorced' }, ...told },
    ],
  }),
  resource({
    id: 'civil-affairs/marital-status',
    name: { zh: '全国婚姻登记信息核验', en: 'Marital state, by the register of all places' },
    means: ['exchange'],
    fields: (
      [
        holder,
        ['/single', '是否无配偶', 'Is single', 'boolean', 'sensitive', 'predicate'],
        ['/state', '婚姻状况', 'Marital state', 'code', 'sensitive'],
        ['/registeredOn', '登记日期', 'Registered on', 'date', 'personal'],
        ['/office', '登记机关', 'Office', 'string', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '无配偶声明', en: 'Statement that one is single' }],
  }),
  resource({
    id: 'civil-affairs/living-allowance',
    name: { zh: '最低生活保障信息', en: 'Minimum living allowance' },
    legalBasis: '社会救助暂行办法第十一条至第十三条；政务数据共享条例',
    fields: (
      [
        holder,
        ['/receives', '是否在保', 'Receives it', 'boolean', 'sensitive', 'predicate'],
        ['/kind', '保障类别', 'Kind', 'code', 'sensitive'],
        ['/from', '享受起始日期', 'From', 'date', 'personal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '低保证（复印件）', en: 'Copy of the allowance book' }],
    events: (['created', 'changed', 'ended'] as const).map((what) => ({
      type: `living-allowance.${what}`,
      name: { zh: { created: '新增', changed: '变更', ended: '停发' }[what], en: `Allowance ${what}` },
      fields: ['/holder', '/receives', '/kind', '/from'],
      subject: '/holder',
    })),
  }),
];
