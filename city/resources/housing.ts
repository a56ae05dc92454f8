/** 住建 as resources: of a building whether fire safety was accepted, of a filed contract what the tax is counted from. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'housing',
  legalBasis: '消防法第十三条；建设工程消防设计审查验收管理暂行规定；政务数据共享条例',
  protocol: 'REST',
  updatePeriod: '实时 as registered',
  subject: { request: '/applicant', answer: '/applicant' },
});

const unitNumber: Leaf = ['/unitNumber', '不动产单元号', 'Unit number', 'code', 'personal'];

export const housingResources: readonly Resource[] = [
  resource({
    id: 'housing/building-fire-acceptance',
    name: { zh: '建设工程消防验收（备案）', en: 'Fire acceptance or filing of the building' },
    fields: (
      [
        ['/applicant', '申请人证件号码', 'Applicant code', 'code', 'sensitive'],
        unitNumber,
        ['/accepted', '是否合格', 'Is accepted', 'boolean', 'internal', 'predicate'],
        ['/kind', '验收或备案', 'Acceptance or filing', 'string', 'internal'],
        ['/number', '文号', 'Number of the paper', 'string', 'internal'],
        ['/acceptedOn', '验收（备案）日期', 'Accepted or filed on', 'date', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '建筑物消防验收（备案）文件', en: 'Fire acceptance or filing of the building' }],
  }),
  resource({
    id: 'housing/contract-filing',
    name: { zh: '存量房买卖合同网签备案（按合同编号）', en: 'Filed contract of an existing house, by number' },
    legalBasis: '城市房地产管理法；优化营商环境条例第四十七条；政务数据共享条例',
    subject: { request: '/party', answer: '/party' },
    fields: (
      [
        ['/party', '当事人证件号码', 'Code of a party', 'code', 'sensitive'],
        ['/contractNumber', '网签合同编号', 'Number of the contract', 'code', 'personal'],
        unitNumber,
        ['/price', '成交价款（元）', 'Price, yuan', 'number', 'sensitive'],
        ['/signedOn', '签约日期', 'Signed on', 'date', 'personal'],
        ['/state', '备案状态', 'State of the filing', 'string', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '存量房买卖合同网签备案证明', en: 'Proof that the contract of the house is filed' }],
    // Of each party on its own.
    events: (['created', 'changed'] as const).map((what) => ({
      type: `contract.${what}`,
      name: { created: { zh: '备案', en: 'Filed' }, changed: { zh: '变更、撤销', en: 'Changed or cancelled' } }[what],
      fields: ['/party', '/contractNumber', '/unitNumber', '/price', '/signedOn', '/state'],
      subject: '/party',
    })),
  }),
];
