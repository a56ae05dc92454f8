/** 金华 as resources: what Yongkang's finance and housing bureaus have in Jinhua's databases instead of their own (P17). */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'jinhua',
  legalBasis: '优化营商环境条例第四十七条；浙江省公共数据条例；政务数据共享条例',
  protocol: 'hub',
  updatePeriod: '实时 as registered',
  subject: { request: '/party', answer: '/party' },
});

export const jinhuaResources: readonly Resource[] = [
  resource({
    id: 'jinhua/house-contract',
    name: { zh: '房屋买卖合同备案（金华市房产库）', en: 'Filed contract of a house, in the database of Jinhua' },
    fields: (
      [
        ['/party', '当事人证件号码', 'Code of a party', 'code', 'sensitive'],
        ['/contract', '网签合同编号', 'Number of the contract', 'code', 'personal'],
        ['/unitNumber', '不动产单元号', 'Unit number', 'code', 'personal'],
        ['/price', '成交价款（元）', 'Price, yuan', 'number', 'sensitive'],
        ['/signedOn', '签约日期', 'Signed on', 'date', 'personal'],
        ['/state', '备案状态', 'State of the filing', 'string', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '房屋买卖合同备案证明', en: 'Proof that the contract of the house is filed' }],
    // 回流: told there, brought down, and told on here under the same names; what it costs is not sent down.
    events: (['created', 'changed'] as const).map((what) => ({
      type: `contract.${what}`,
      name: { created: { zh: '备案', en: 'Filed' }, changed: { zh: '变更、撤销', en: 'Changed or cancelled' } }[what],
      fields: ['/party', '/contract', '/unitNumber', '/signedOn', '/state'],
      subject: '/party',
    })),
  }),
  resource({
    id: 'jinhua/deed-tax',
    name: { zh: '契税完税信息（金华市税务库）', en: 'Deed tax paid, in the database of Jinhua' },
    legalBasis: '契税法第十一条；浙江省公共数据条例；政务数据共享条例',
    subject: { request: '/payer', answer: '/payer' },
    fields: (
      [
        ['/payer', '纳税人代码', 'Payer code', 'code', 'sensitive'],
        ['/paper', '完税证明号码', 'Number of the certificate', 'code', 'personal'],
        ['/taxes/*/kind', '税种', 'Tax', 'string', 'personal'],
        ['/paidOn', '缴款日期', 'Paid on', 'date', 'personal'],
        ['/void', '是否作废', 'Is void', 'boolean', 'internal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '契税完税证明', en: 'Certificate that the deed tax is paid' }],
  }),
];
