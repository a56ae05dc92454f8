/** 设立登记: what is asked, handed in and written down to set up a firm, by a company or a sole trader. */
import type { Question } from '#schemas/situation.ts';
import { both } from './declare.ts';
import { asked, field, IDENTITY, own, PERSON, paper } from './papers.ts';

/** 住所负面清单: on it a signed statement does not replace the proof of the premises. ZJ-2018 art. 19. */
export const NEGATIVE_LIST: Question = {
  id: 'negative-list',
  kind: 'yes-no',
  text: both('是否属于住所负面清单（住宅楼、无烟道）', 'Is it on the negative list: dwelling, no flue'),
};

export const SETUP_PAPERS = [
  paper(
    'name-approval',
    '名称预先核准通知书',
    'Notice of name approval',
    ['name-approval'],
    [own('market-supervision/name-check')],
    { showsCondition: true, onRequest: true },
  ),
  paper(
    'identity-copies',
    '股东、法定代表人身份证复印件',
    'Copies of the identity cards of shareholder and legal representative',
    ['identity-card'],
    [IDENTITY],
    { showsCondition: true },
  ),
  paper('appointments', '董事、监事、经理任职文件', 'Appointment of director, supervisor and manager', [
    'appointments',
  ]),
  paper('articles', '公司章程', 'Articles of the company', ['articles'], [], {
    model: true,
    showsCondition: true,
    legalBasis: '公司法第二十五条',
  }),
  paper(
    'title-copy',
    '经营场所不动产权证书复印件',
    'Copy of the title certificate of the premises',
    ['title'],
    [asked('real-estate/premises')],
    { showsCondition: true },
  ),
  paper('lease', '租赁合同', 'Lease', ['lease'], [], { showsCondition: true }),
  paper(
    'premises-proof',
    '经营场所使用证明（属于住所负面清单）',
    'Proof that the premises may be used, as they are on the negative list',
    ['premises-proof'],
    [],
    {
      when: { question: NEGATIVE_LIST.id, is: true },
      showsCondition: true,
      onRequest: true,
      legalBasis: '浙江省保障“最多跑一次”改革规定第十九条',
    },
  ),
];
export const SETUP_FIELDS = [
  ...PERSON,
  field('firm.name', '企业名称', 'Name of the firm', 'market-supervision/name-check', '/available'),
  field('firm.kind', '企业类型', 'Kind of firm'),
  field('firm.scope', '经营范围', 'Scope of business'),
  field('firm.capital', '注册资本（元）', 'Registered capital, yuan'),
  field('firm.address', '住所（经营场所）', 'Address', 'public-security/standard-address', '/standardAddress'),
  field('premises.unitNumber', '不动产单元号', 'Unit number'),
  field('premises.lessor', '出租人', 'Lessor'),
  field('firm.officers', '董事、监事、经理', 'Director, supervisor, manager'),
];
