/** 不动产登记 as resources: what can be asked, how sensitive each leaf is, at which level it leaves, which paper it replaces. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'real-estate',
  legalBasis: '不动产登记暂行条例第二十五条、第二十七条；政务数据共享条例',
  protocol: 'postgresql',
  format: 'database',
  updatePeriod: '实时 as registered',
  subject: { request: '/holder', answer: '/holder' },
});

/** Facts of a unit: under `/` for one title, under `/titles/*` for all of a holder. */
const facts = (at: string): Leaf[] => [
  [`${at}/unitNumber`, '不动产单元号', 'Unit number', 'code', 'internal'],
  [`${at}/certificateNumber`, '不动产权证号', 'Title certificate number', 'string', 'personal'],
  [`${at}/location`, '坐落', 'Location', 'string', 'personal'],
  [`${at}/rightType`, '权利类型', 'Type of right', 'string', 'internal'],
  [`${at}/rightNature`, '权利性质', 'Nature of right', 'string', 'internal'],
  [`${at}/use`, '用途', 'Use', 'string', 'internal'],
  [`${at}/area`, '建筑面积（平方米）', 'Floor area, m²', 'number', 'internal'],
  [`${at}/registeredOn`, '登记日期', 'Registered on', 'date', 'internal'],
  [`${at}/validUntil`, '使用期限至', 'Land use until', 'date', 'internal'],
  [`${at}/ownership`, '共有情况', 'Ownership', 'string', 'personal'],
  [`${at}/share`, '权利比例', 'Share', 'string', 'personal'],
  [`${at}/marks/mortgaged`, '是否抵押', 'Mortgaged', 'boolean', 'personal'],
  [`${at}/marks/seized`, '是否查封', 'Seized', 'boolean', 'sensitive'],
  [`${at}/marks/objection`, '是否异议登记', 'Objection registered', 'boolean', 'personal'],
  [`${at}/marks/transferLimited`, '是否限制转让抵押不动产', 'Mortgage limits the transfer', 'boolean', 'personal'],
];

const titleCopy = { zh: '不动产权证书复印件', en: 'Copy of the title certificate' };
const checkSlip = { zh: '查封、抵押查询证明', en: 'Seizure and mortgage check slip' };

export const realEstateResources: readonly Resource[] = [
  resource({
    id: 'real-estate/title',
    name: { zh: '不动产登记信息（按单元号和权利人）', en: 'Title by unit number and holder' },
    fields: [
      ...([
        ['/holder', '权利人证件号码', 'Holder code', 'code', 'sensitive'],
        ['/holderName', '权利人', 'Holder', 'string', 'personal'],
      ] satisfies Leaf[]),
      ...facts(''),
    ].map(leaf),
    replaces: [titleCopy, checkSlip],
    // 转移登记: who holds it from now on. What the house is stays as it was, and what stands against it is asked for where there is ground.
    events: [
      {
        type: 'title.changed',
        name: { zh: '权属转移', en: 'It has another holder' },
        fields: ['/holder', '/holderName', '/unitNumber', '/certificateNumber', '/location', '/registeredOn'],
        subject: '/holder',
      },
    ],
  }),
  resource({
    id: 'real-estate/titles-by-holder',
    name: { zh: '名下不动产登记信息', en: 'Titles of a holder' },
    fields: [
      ...([['/holder', '权利人证件号码', 'Holder code', 'code', 'sensitive']] satisfies Leaf[]),
      ...facts('/titles/*'),
      ...([['/more', '是否还有更多', 'More than these', 'boolean', 'internal']] satisfies Leaf[]),
    ].map(leaf),
    replaces: [
      { zh: '家庭住房情况查询结果', en: 'Result of the query of homes owned' },
      { zh: '无房证明', en: 'Proof of owning no home' },
    ],
  }),
  resource({
    id: 'real-estate/premises',
    name: { zh: '经营场所核验（是或否）', en: 'Premises check (yes or no)' },
    // Only yes or no, and what the asker wrote himself: enough for a third party, nothing more.
    fields: (
      [
        ['/unitNumber', '不动产单元号', 'Unit number', 'code', 'internal', 'predicate'],
        ['/holder', '权利人证件号码', 'Holder code', 'code', 'sensitive', 'predicate'],
        ['/isHolder', '是否为权利人', 'Is the holder', 'boolean', 'personal', 'predicate'],
        ['/commercialUse', '是否商业用途', 'Is for commercial use', 'boolean', 'internal', 'predicate'],
        ['/notSeized', '是否未被查封', 'Is not seized', 'boolean', 'personal', 'predicate'],
        ['/noObjection', '是否无异议登记', 'Has no objection registered', 'boolean', 'personal', 'predicate'],
        ['/notMortgaged', '是否未抵押', 'Is not mortgaged', 'boolean', 'personal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [
      { zh: '出租人不动产权证书复印件', en: "Copy of the landlord's title certificate" },
      { zh: '经营场所使用证明', en: 'Proof of the right to use the premises' },
    ],
  }),
  resource({
    id: 'real-estate/home-count',
    name: {
      zh: '家庭住房套数核验（无、一套、两套及以上）',
      en: 'Homes of a member of a household: none, one, or more',
    },
    means: ['exchange'],
    fields: (
      [
        ['/holder', '权利人证件号码', 'Holder code', 'code', 'sensitive', 'predicate'],
        ['/ownsHome', '是否有住房', 'Owns a home', 'boolean', 'personal', 'predicate'],
        ['/ownsSeveral', '是否有两套及以上住房', 'Owns two homes or more', 'boolean', 'personal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '家庭成员住房情况查询结果', en: 'Result of the query of homes of the household' }],
  }),
];
