/** 市场监管 as resources: names, licence facts and registration. The trader's code is the applicant's; a firm's facts are public by law. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'market-supervision',
  legalBasis: '市场主体登记管理条例；企业信息公示暂行条例；政务数据共享条例',
  protocol: 'REST',
  updatePeriod: '实时 as registered',
  subject: { request: '/applicant', answer: '/applicant' },
});

const applicant: Leaf = ['/applicant', '申请人证件号码', 'Applicant code', 'code', 'sensitive'];
const firm: Leaf = ['/firm', '统一社会信用代码', 'Unified social credit code', 'code', 'public'];
const name: Leaf = ['/name', '名称', 'Name', 'string', 'public'];

export const marketSupervisionResources: readonly Resource[] = [
  resource({
    id: 'market-supervision/name-check',
    name: { zh: '企业名称自主申报查重', en: 'Check of a firm name' },
    legalBasis: '企业名称登记管理规定（2020）第十六条；政务数据共享条例',
    fields: (
      [
        applicant,
        name,
        ['/available', '名称是否可用', 'Name is available', 'boolean', 'internal', 'predicate'],
        ['/clashes/*', '相同或近似的已登记名称', 'Registered names too alike', 'string', 'public'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '名称预先核准通知书', en: 'Notice of name approval' }],
  }),
  resource({
    id: 'market-supervision/licence',
    // 1 基础类, 02 法人: shared with every department, and open to the public by law.
    code: '102001/0001',
    sharing: 'unconditional',
    openness: 'open',
    name: { zh: '营业执照登记信息', en: 'Facts of the business licence' },
    subject: { request: '/firm', answer: '/firm' },
    fields: (
      [
        firm,
        name,
        ['/kind', '市场主体类型', 'Kind of firm', 'string', 'public'],
        ['/representative', '法定代表人（经营者）', 'Legal representative or trader', 'string', 'personal'],
        ['/establishedOn', '成立日期', 'Established on', 'date', 'public'],
        ['/address', '住所（经营场所）', 'Address', 'string', 'public'],
        ['/scope', '经营范围', 'Scope of business', 'string', 'public'],
        ['/capital', '注册资本（元）', 'Registered capital, yuan', 'integer', 'public'],
        ['/state', '登记状态', 'State', 'string', 'public'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '营业执照复印件', en: 'Copy of the business licence' }],
    events: [
      {
        type: 'licence.created',
        name: { zh: '新设登记', en: 'Registered' },
        fields: ['/firm', '/name', '/kind', '/representative', '/establishedOn', '/address', '/scope', '/state'],
        subject: '/firm',
      },
      {
        type: 'licence.changed',
        name: { zh: '变更登记', en: 'Changed' },
        fields: ['/firm', '/name', '/representative', '/address', '/scope', '/capital', '/state'],
        subject: '/firm',
      },
      {
        type: 'licence.ended',
        name: { zh: '注销、吊销', en: 'Closed, or revoked' },
        fields: ['/firm', '/name', '/state'],
        subject: '/firm',
      },
    ],
  }),
  resource({
    id: 'market-supervision/registration',
    name: { zh: '市场主体设立登记', en: 'Registration of a firm' },
    asked: 'change',
    fields: (
      [
        applicant,
        ['/registered', '是否准予登记', 'Is registered', 'boolean', 'internal', 'predicate'],
        ['/reasons/*', '不予登记的原因', 'Reasons of a refusal', 'string', 'internal'],
        firm,
        name,
        ['/registeredOn', '登记日期', 'Registered on', 'date', 'public'],
      ] satisfies Leaf[]
    ).map(leaf),
    // A change spares a way, not a paper.
    replaces: [],
  }),
];
