/** 卫健 as resources. Its systems accept no connection: the agent beside them answers about staff, an officer answers about births from the register. */
import { AGENT, MANUAL, type Resource } from '#schemas/resource.ts';
import { declares, type Leaf, leaf } from './declare.ts';

const resource = declares({
  department: 'health',
  legalBasis: '食品安全法第四十五条；公共场所卫生管理条例第七条；政务数据共享条例',
  protocol: AGENT,
  updatePeriod: '一问一答 as asked',
  subject: { request: '/holder', answer: '/holder' },
});

export const healthResources: readonly Resource[] = [
  resource({
    id: 'health/health-certificate',
    name: { zh: '从业人员健康合格证明', en: 'Health certificate of staff' },
    asked: 'later',
    fields: (
      [
        ['/holder', '公民身份号码', 'Citizen identity number', 'code', 'sensitive'],
        ['/valid', '是否有效', 'Is in force', 'boolean', 'personal', 'predicate'],
        ['/number', '健康证编号', 'Number', 'string', 'personal'],
        ['/trade', '从业类别', 'Trade', 'string', 'personal'],
        ['/examinedOn', '体检日期', 'Examined on', 'date', 'sensitive'],
        ['/validUntil', '有效期至', 'Valid until', 'date', 'personal'],
        ['/issuedBy', '发证机构', 'Issued by', 'string', 'personal'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '从业人员健康证明', en: 'Health certificates of the staff' }],
  }),
  resource({
    id: 'health/birth-record',
    name: { zh: '出生医学证明', en: 'Birth record' },
    asked: 'later',
    means: ['exchange', 'events'],
    protocol: MANUAL,
    // What an officer copied from a book, another looks at before it leaves the house.
    fourEyes: true,
    legalBasis: '母婴保健法第二十三条；户口登记条例第七条；政务数据共享条例',
    updatePeriod: '人工查档 looked up by hand',
    subject: { request: '/mother', answer: '/mother' },
    fields: (
      [
        ['/mother', '母亲公民身份号码', 'Identity number of the mother', 'code', 'sensitive'],
        ['/certificateNumber', '出生医学证明编号', 'Number of the certificate', 'code', 'personal'],
        ['/childName', '新生儿姓名', 'Name of the child', 'string', 'personal'],
        ['/sex', '性别', 'Sex', 'string', 'personal'],
        ['/bornOn', '出生日期', 'Born on', 'date', 'personal'],
        ['/bornAt', '出生地点', 'Born at', 'string', 'personal'],
        ['/father', '父亲姓名', 'Name of the father', 'string', 'personal'],
        ['/issuedOn', '签发日期', 'Issued on', 'date', 'internal'],
        ['/void', '是否作废', 'Is void', 'boolean', 'internal', 'predicate'],
      ] satisfies Leaf[]
    ).map(leaf),
    replaces: [{ zh: '出生医学证明（副页）', en: 'Birth certificate' }],
    // Told by the mother's number: the child has none before the household entry.
    events: [
      {
        type: 'birth.created',
        name: { zh: '签发出生医学证明', en: 'Certified' },
        fields: ['/mother', '/certificateNumber', '/childName', '/sex', '/bornOn'],
        subject: '/mother',
      },
      {
        type: 'birth.changed',
        name: { zh: '换发、更正', en: 'Replaced or corrected' },
        fields: ['/mother', '/certificateNumber', '/childName', '/sex', '/bornOn'],
        subject: '/mother',
      },
      {
        type: 'birth.ended',
        name: { zh: '作废', en: 'Declared void' },
        fields: ['/mother', '/certificateNumber', '/void'],
        subject: '/mother',
      },
    ],
  }),
];
