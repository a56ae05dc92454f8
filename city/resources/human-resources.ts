/** 人社 as resources: who was insured, and by whom, and whose the account of a card is. What he earned stands in it and is granted to nobody for an enrolment. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'human-resources',
  legalBasis: '社会保险法第七十四条；政务数据共享条例',
  protocol: 'REST',
  updatePeriod: '实时 as registered',
  subject: { request: '/holder', answer: '/holder' },
});

export const humanResourcesResources: readonly Resource[] = [
  resource({
    id: 'human-resources/insurance-history',
    name: { zh: '社会保险参保缴费记录', en: 'Record of social insurance' },
    fields: (
      [
        ['/holder', '公民身份号码', 'Citizen identity number', 'code', 'sensitive'],
        ['/number', '社会保障个人编号', 'Insurance number', 'code', 'personal'],
        ['/since', '首次参保日期', 'Insured since', 'date', 'personal'],
        ['/paidUntil', '最近缴费年月', 'Paid until, month', 'string', 'personal'],
        ['/months', '累计缴费月数', 'Months paid', 'integer', 'personal'],
        ['/place', '参保地', 'Place of insurance', 'string', 'personal'],
        ['/employer', '原用人单位', 'Last employer', 'string', 'personal'],
        ['/employerCode', '原用人单位统一社会信用代码', 'Code of the last employer', 'code', 'personal'],
        ['/leftOn', '解除劳动关系日期', 'Left on', 'date', 'personal'],
        ['/base', '缴费基数（元）', 'Earnings reckoned with, yuan', 'number', 'sensitive'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '参保缴费证明', en: 'Proof of contributions' }],
  }),
  resource({
    id: 'human-resources/card-account',
    name: { zh: '社会保障卡银行账户核验（是或否）', en: 'Account of the social security card (yes or no)' },
    legalBasis: '社会保险法第五十八条；人社部发〔2011〕83号；政务数据共享条例',
    means: ['exchange'],
    fields: (
      [
        ['/holder', '公民身份号码', 'Citizen identity number', 'code', 'sensitive'],
        ['/active', '金融功能是否已启用', 'Account is active', 'boolean', 'personal', 'predicate'],
        ['/matches', '账号与持卡人是否一致', 'Account is the holder’s', 'boolean', 'personal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '银行卡（存折）复印件', en: 'Copy of the bank card or passbook' }],
  }),
];
