/** 卫健 and the maternity hospital: premises, clinics, births. */
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, matter, WAYS, workdays } from './declare.ts';
import { asked, FIRM, field, identityCopy, licenceCopy, OWN, PERSON, paper } from './papers.ts';

const TWENTY = { limit: workdays(20, 10), source: '行政许可法第四十二条' };
const SERVICE = { limit: AT_ONCE, source: '母婴保健法；公共服务 public service' };

export const health: readonly Matter[] = [
  ...matter({
    id: 'public-place-health',
    no: [1],
    body: 'health',
    type: '01',
    name: both('公共场所卫生许可（住宿、美发、泳池）', 'Health permit of a public place: lodging, hair, pools'),
    audience: 'both',
    // Restaurants, cafes, bars and tea-houses need none since 2016 (国发〔2016〕12号).
    basis: '公共场所卫生管理条例第四条；国发〔2016〕12号',
    legal: TWENTY,
    promised: workdays(8),
    materials: [
      licenceCopy({ showsCondition: true }),
      paper(
        'health-certificates',
        '从业人员健康证明',
        'Health certificates of the staff',
        ['health-certificate'],
        [OWN],
        { showsCondition: true },
      ),
      paper('layout', '场所平面图、卫生设施图', 'Layout and sanitary facilities', ['layout'], [], {
        showsCondition: true,
      }),
      paper('test-report', '卫生检测报告', 'Report of the sanitary test', ['sanitary-test'], [], {
        showsCondition: true,
        onRequest: true,
      }),
      paper('premises', '租赁合同、不动产权证书复印件', 'Copies of lease and title certificate', ['lease', 'title']),
    ],
    forms: [
      {
        name: both('公共场所卫生许可申请表', 'Application for a health permit'),
        fields: [
          ...FIRM,
          ...PERSON,
          field('place.kind', '场所类别', 'Kind of place'),
          field('food.area', '经营面积（平方米）', 'Floor area, m²'),
        ],
      },
    ],
    result: { name: both('卫生许可证', 'Health permit'), paper: true },
    ways: WAYS.trusted,
    windowKind: 'business',
    casesPerYear: 760,
  }),
  ...matter({
    id: 'clinic-filing',
    no: [2],
    from: '2022-03-01',
    body: 'health',
    type: '10',
    name: both('诊所备案', 'Filing of a clinic'),
    audience: 'both',
    basis: '医师法；诊所备案管理暂行办法',
    legal: { limit: AT_ONCE, source: '诊所备案管理暂行办法' },
    promised: AT_ONCE,
    materials: [identityCopy(), paper('doctor', '医师执业证书', 'Doctor’s licence', ['doctor-licence'], [OWN])],
    result: { name: both('诊所备案凭证', 'Note of filing'), paper: false },
    ways: WAYS.online,
    windowKind: 'social-affairs',
    casesPerYear: 60,
  }),
  ...matter({
    id: 'birth-certificate',
    no: [1],
    body: 'hospital',
    jointBodies: ['health'],
    type: '20',
    name: both('出生医学证明签发（首次）', 'First issue of a birth certificate'),
    audience: 'persons',
    basis: '母婴保健法第二十三条',
    legal: SERVICE,
    promised: AT_ONCE,
    materials: [
      paper(
        'parents-identity',
        '父母身份证复印件',
        'Copies of the parents’ identity cards',
        ['parents-identity'],
        [asked('public-security/identity')],
      ),
      paper('birth-note', '新生儿出生记录', 'Record of the birth', ['birth-note'], [OWN]),
      paper('name-statement', '新生儿命名确认书', 'Statement of the name by both parents', ['name-statement']),
    ],
    forms: [
      {
        name: both('出生医学证明首次签发登记表', 'Form for the first birth certificate'),
        fields: [
          field('child.name', '新生儿姓名', 'Name of the child'),
          field('child.sex', '性别', 'Sex'),
          field('child.bornOn', '出生日期', 'Born on'),
          field('mother.name', '母亲姓名', 'Mother', 'public-security/identity', '/name'),
          field('mother.code', '母亲证件号码', 'Code of the mother'),
          field('father.name', '父亲姓名', 'Father'),
        ],
      },
    ],
    unit: 'hospital',
    result: { name: both('出生医学证明', 'Birth certificate'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 5_900,
  }),
  ...matter({
    id: 'vaccination-record',
    no: [2],
    body: 'hospital',
    type: '20',
    name: both('预防接种证办理', 'Vaccination record'),
    audience: 'persons',
    basis: '疫苗管理法第四十七条',
    legal: SERVICE,
    promised: AT_ONCE,
    materials: [
      paper(
        'birth-certificate',
        '出生医学证明',
        'Birth certificate',
        ['birth-certificate'],
        [asked('health/birth-record')],
      ),
    ],
    forms: [
      {
        name: both('预防接种登记表', 'Vaccination form'),
        fields: [
          field('child.name', '新生儿姓名', 'Name of the child', 'health/birth-record', '/childName'),
          field('child.bornOn', '出生日期', 'Born on', 'health/birth-record', '/bornOn'),
        ],
      },
    ],
    unit: 'hospital',
    result: { name: both('预防接种证', 'Vaccination record'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 5_900,
  }),
];
