/** 外贸十一证 of 2017 beside the licence and the seal: a likely set. Some ended since; days are recalled, confirm before official use. */
import type { Bilingual } from '#schemas/department.ts';
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, matter, WAYS, workdays } from './declare.ts';
import { FIRM, field, licenceCopy, paper } from './papers.ts';

interface Row {
  readonly id: string;
  readonly no: number;
  readonly body: string;
  readonly unit?: string;
  readonly name: Bilingual;
  readonly result: Bilingual;
  readonly papers?: readonly (readonly [paper: string, zh: string, en: string])[];
  readonly until?: string;
  readonly ended?: Bilingual;
}

const OPERATOR = ['trade-operator', '对外贸易经营者备案登记表', 'Filing of a foreign-trade operator'] as const;
const CUSTOMS = ['customs-registration', '海关报关单位注册登记证书', 'Customs registration'] as const;

const ROWS: readonly Row[] = [
  {
    id: 'bank-account-permit',
    no: 1,
    body: 'central-bank',
    unit: 'commerce',
    name: both('基本存款账户开户许可', 'Permit of the basic bank account'),
    result: both('开户许可证', 'Account permit'),
    papers: [['seal', '公章刻制备案回执', 'Receipt of the seal']],
    until: '2019-07-21',
    ended: both('2019年取消企业银行账户许可', 'account permits of firms were ended in 2019'),
  },
  {
    id: 'trade-operator-filing',
    no: 1,
    body: 'commerce',
    name: both('对外贸易经营者备案登记', 'Filing of a foreign-trade operator'),
    result: both('对外贸易经营者备案登记表', 'Note of filing'),
    until: '2022-12-29',
    ended: both(
      '对外贸易法2022年12月30日修正，取消备案登记',
      'ended when the foreign-trade act changed on 30 December 2022',
    ),
  },
  {
    id: 'customs-registration',
    no: 1,
    body: 'customs',
    name: both('海关报关单位注册登记', 'Customs registration'),
    result: both('报关单位注册登记证书', 'Customs registration'),
    papers: [OPERATOR],
  },
  {
    id: 'quarantine-filing',
    no: 2,
    body: 'customs',
    name: both('出入境检验检疫报检企业备案', 'Quarantine filing'),
    result: both('报检企业备案表', 'Note of filing'),
    papers: [OPERATOR],
    until: '2018-04-19',
    ended: both('2018年4月20日起并入海关注册登记', 'part of the customs registration since 20 April 2018'),
  },
  {
    id: 'origin-filing',
    no: 3,
    body: 'customs',
    name: both('原产地证书申领企业备案', 'Filing for certificates of origin'),
    result: both('原产地企业备案', 'Note of filing'),
    papers: [OPERATOR],
  },
  {
    id: 'foreign-exchange-list',
    no: 2,
    body: 'central-bank',
    unit: 'commerce',
    name: both('贸易外汇收支企业名录登记', 'Entry in the foreign-exchange list'),
    result: both('名录登记', 'Entry'),
    papers: [OPERATOR],
  },
  {
    id: 'export-refund-filing',
    no: 4,
    body: 'taxation',
    name: both('出口退（免）税备案', 'Filing for export tax refund'),
    result: both('出口退税备案表', 'Note of filing'),
    papers: [OPERATOR, CUSTOMS],
  },
  {
    id: 'electronic-port-card',
    no: 4,
    body: 'customs',
    name: both('电子口岸卡', 'Card of the electronic port'),
    result: both('电子口岸卡', 'Card'),
    papers: [CUSTOMS],
  },
  {
    id: 'tax-registration',
    no: 5,
    body: 'taxation',
    name: both('税务信息确认', 'Confirmation of the tax registration'),
    result: both('税务信息确认单', 'Confirmation'),
  },
];

export const foreignTrade: readonly Matter[] = ROWS.flatMap(
  ({ id, no, body, unit = body, name, result, papers = [], until, ended }) =>
    matter({
      id,
      no: [no],
      body,
      unit,
      type: '10',
      name,
      audience: 'firms',
      basis: '对外贸易法；海关法；外汇管理条例',
      legal: { limit: AT_ONCE, source: '备案类事项 filing' },
      promised: workdays(1),
      ...(until === undefined ? {} : { until }),
      ...(ended === undefined ? {} : { ended }),
      materials: [licenceCopy(), ...papers.map(([what, zh, en]) => paper(what, zh, en, [what]))],
      forms: [
        {
          name: both(`${name.zh}申请表`, `Form: ${name.en}`),
          fields: [...FIRM, field(`trade.${id.split('-')[0]}`, '备案内容', 'What is filed')],
        },
      ],
      result: { name: result, paper: id === 'electronic-port-card' },
      ways: WAYS.online,
      windowKind: 'business',
      casesPerYear: 380,
    }),
);
