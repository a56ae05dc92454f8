/** 大数据局 as resources: the copies 回流副本 of what Jinhua sends down, for the time in which Jinhua cannot be asked. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'data-authority',
  legalBasis: '浙江省公共数据条例；政务数据共享条例；与金华市大数据发展管理局的回流约定',
  protocol: '回流',
  updatePeriod: '每分钟 each minute, as it is sent down',
  subject: { request: '/party', answer: '/party' },
});

export const dataAuthorityResources: readonly Resource[] = [
  resource({
    id: 'data-authority/house-contract-copy',
    name: { zh: '房屋买卖合同备案（回流副本）', en: 'Filed contract of a house, the copy that was sent down' },
    condition:
      '仅在上级系统不能答复时使用，须待核验，核验前不得办结 only while the hub above cannot answer; to be verified before anything is issued on it',
    fields: (
      [
        ['/party', '当事人证件号码', 'Code of a party', 'code', 'sensitive'],
        ['/contract', '网签合同编号', 'Number of the contract', 'code', 'personal'],
        ['/unitNumber', '不动产单元号', 'Unit number', 'code', 'personal'],
        ['/signedOn', '签约日期', 'Signed on', 'date', 'personal'],
        ['/state', '备案状态', 'State of the filing', 'string', 'internal'],
        ['/toldAt', '回流事件时间', 'When the last change happened', 'instant', 'internal'],
        ['/asOf', '数据截至', 'Complete up to', 'instant', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    // Nothing may be issued on it, so it spares no paper.
    replaces: [],
  }),
];
