/** 公安 as resources: asked by ferried files, so the answer comes later; only whether a card is void is known at once, from the nightly delta. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'public-security',
  legalBasis: '居民身份证法第六条、第十九条；政务数据共享条例',
  protocol: '摆渡文件 ferried files',
  updatePeriod: '一问一答 as asked',
  format: 'text',
  subject: { request: '/holder', answer: '/holder' },
});

const holder: Leaf = ['/holder', '公民身份号码', 'Citizen identity number', 'code', 'sensitive'];

export const publicSecurityResources: readonly Resource[] = [
  resource({
    id: 'public-security/identity',
    // 1 基础类, 01 人口.
    code: '101001/0001',
    name: { zh: '居民身份信息核验', en: 'Identity facts' },
    asked: 'later',
    fields: (
      [
        holder,
        ['/name', '姓名', 'Name', 'string', 'personal'],
        ['/living', '是否健在', 'Is living', 'boolean', 'personal', 'predicate'],
        ['/validFrom', '证件有效期起', 'Card valid from', 'date', 'personal'],
        ['/validUntil', '证件有效期止', 'Card valid until', 'date', 'personal'],
        ['/issuedBy', '签发机关', 'Issued by', 'string', 'personal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '居民身份证复印件', en: 'Copy of the identity card' }],
  }),
  resource({
    id: 'public-security/standard-address',
    name: { zh: '标准地址与住所负面清单核验', en: 'Standard address and negative list' },
    asked: 'later',
    legalBasis: '浙江省保障“最多跑一次”改革规定第十九条；政务数据共享条例',
    subject: { request: '/applicant', answer: '/applicant' },
    fields: (
      [
        ['/applicant', '申请人证件号码', 'Applicant code', 'code', 'sensitive'],
        ['/unitNumber', '不动产单元号', 'Unit number', 'code', 'internal', 'predicate'],
        ['/standardAddress', '标准地址', 'Standard address', 'string', 'internal'],
        ['/addressCode', '标准地址编码', 'Address code', 'code', 'internal'],
        ['/onNegativeList', '是否在住所负面清单内', 'Is on the negative list', 'boolean', 'internal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '门牌地址证明', en: 'Proof of the house number' }],
  }),
  resource({
    id: 'public-security/void-card',
    name: { zh: '居民身份证作废核验', en: 'Card declared void' },
    updatePeriod: '每夜增量 nightly delta',
    period: 'daily',
    fields: (
      [
        holder,
        ['/void', '证件是否已作废', 'Card is void', 'boolean', 'personal', 'predicate'],
        ['/asOf', '数据截至日期', 'As of', 'date', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '居民身份证有效声明', en: 'Statement that the card is in force' }],
  }),
  // 户口簿 holds the whole family; what leaves it is one's own page, and of the others the minor children.
  resource({
    id: 'public-security/household',
    name: { zh: '居民户口登记信息', en: 'Entry in the household register' },
    asked: 'later',
    legalBasis: '户口登记条例第四条；政务数据共享条例',
    fields: (
      [
        holder,
        ['/name', '姓名', 'Name', 'string', 'personal'],
        ['/number', '户号', 'Number of the household', 'code', 'internal'],
        ['/relation', '与户主关系', 'Relation to the head', 'code', 'personal'],
        ['/local', '是否本市户籍', 'Is registered in the city', 'boolean', 'personal', 'predicate'],
        ['/registeredOn', '户口登记日期', 'Entered on', 'date', 'personal'],
        ['/minors/*', '未成年子女公民身份号码', 'Citizen numbers of the minor children', 'code', 'sensitive'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '户口簿复印件', en: 'Copy of the household register' }],
    events: (['created', 'changed', 'ended'] as const).map((what) => ({
      type: `household.${what}`,
      name: {
        zh: { created: '户口登记', changed: '变更、更正', ended: '户口注销' }[what],
        en: `Entry ${what}`,
      },
      fields: ['/holder', '/name', '/local', '/registeredOn'],
      subject: '/holder',
    })),
  }),
];
