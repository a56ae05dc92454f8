/** 税务 as resources: told of a new firm, it answers with the taxpayer's registration; paid tax is certified by number. Arrears are no resource. */
import type { Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'taxation',
  legalBasis: '税收征收管理法第十五条；税收征收管理法实施细则；政务数据共享条例',
  protocol: 'SOAP',
  format: 'xml',
  updatePeriod: '实时 as registered',
  subject: { request: '/firm', answer: '/firm' },
});

export const taxationResources: readonly Resource[] = [
  resource({
    id: 'taxation/taxpayer-registration',
    name: { zh: '新办纳税人信息推送与登记', en: 'New firm told, taxpayer registered' },
    asked: 'change',
    fields: (
      [
        ['/firm', '统一社会信用代码', 'Unified social credit code', 'code', 'public'],
        ['/taxpayerNumber', '纳税人识别号', 'Taxpayer number', 'code', 'internal'],
        ['/registeredOn', '税务登记日期', 'Registered on', 'date', 'internal'],
        ['/office', '主管税务所', 'Tax office in charge', 'string', 'internal'],
        ['/payerType', '纳税人类型', 'Type of taxpayer', 'string', 'internal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '税务登记表', en: 'Form of tax registration' }],
  }),
  resource({
    id: 'taxation/tax-certificate',
    name: { zh: '税收完税证明（按号码）', en: 'Tax payment certificate by number' },
    legalBasis: '契税法第十一条；政务数据共享条例',
    subject: { request: '/payer', answer: '/payer' },
    fields: (
      [
        ['/payer', '纳税人代码', 'Payer code', 'code', 'sensitive'],
        ['/payerName', '纳税人名称', 'Payer', 'string', 'personal'],
        ['/number', '完税证明号码', 'Number of the certificate', 'code', 'personal'],
        ['/items/*/tax', '税种', 'Tax', 'string', 'personal'],
        ['/items/*/amount', '金额（元）', 'Amount, yuan', 'number', 'sensitive'],
        ['/paidOn', '缴款日期', 'Paid on', 'date', 'personal'],
        ['/void', '是否作废', 'Is void', 'boolean', 'internal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '税收完税证明', en: 'Tax payment certificate' }],
  }),
  resource({
    id: 'taxation/invoice',
    name: { zh: '增值税发票查验（按号码）', en: 'Invoice by number' },
    legalBasis: '发票管理办法第二十条；契税法第十条；政务数据共享条例',
    subject: { request: '/buyer', answer: '/buyer' },
    fields: (
      [
        ['/buyer', '购买方代码', 'Code of the buyer', 'code', 'sensitive'],
        ['/seller', '销售方代码', 'Code of the seller', 'code', 'personal'],
        ['/number', '发票号码', 'Number of the invoice', 'code', 'personal'],
        ['/amount', '价税合计（元）', 'Amount with tax, yuan', 'number', 'sensitive'],
        ['/issuedOn', '开票日期', 'Issued on', 'date', 'personal'],
        ['/void', '是否作废、红冲', 'Is void', 'boolean', 'internal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '购房发票', en: 'Invoice of the developer' }],
  }),
];
