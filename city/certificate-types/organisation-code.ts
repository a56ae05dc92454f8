/** 组织机构代码证 as a certificate type that has ended 停用: the unified credit code took its place. No matter may ask for it. */
import type { CertificateType } from '#schemas/certificate.ts';
import { definer, field, OF_PERMIT, oneBody, registered } from './declare.ts';

/** 国家市场监督管理总局, which took over 原国家质量监督检验检疫总局. */
const DEFINER = definer('MB000TC1');

export const organisationCode: CertificateType = {
  ...registered,
  id: 'organisation-code',
  code: `${DEFINER}003`,
  name: { zh: '组织机构代码证', en: 'Organisation code certificate' },
  definer: DEFINER,
  issuer: 'market-supervision',
  holding: 'single',
  holders: oneBody,
  number: { form: '[0-9A-Z]{8}-[0-9X]', example: 'MA000TXX-6' },
  validity: 'fixed',
  operations: OF_PERMIT,
  fields: [
    field('/name', '机构名称', 'Name', 'string', 'public'),
    field('/kind', '机构类型', 'Kind', 'string', 'public'),
    field('/address', '地址', 'Address', 'string', 'public'),
  ],
  predicates: [],
  template: 'plain',
  minimum: ['/number', '/name', '/validUntil'],
  permittedUse: [],
  retentionYears: 30,
  replaces: [],
  ends: '2018-01-01',
  endedBecause: {
    zh: '“五证合一、一照一码”过渡期于2017年12月31日届满，以统一社会信用代码代替',
    en: 'the time of transition to one licence with one code was over; the unified credit code took its place',
  },
};
