/** 投资项目: filed, reviewed, assessed; and what the weather bureau looks at. */
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, days, matter, WAYS, workdays } from './declare.ts';
import { APPLICANT, FIRM, field, licenceCopy, paper } from './papers.ts';

const HALL = { audience: 'firms', windowKind: 'investment' } as const;
const SHORT = { limit: workdays(20, 10), source: '行政许可法第四十二条' };

const PROTECTION: Pick<Matter, 'forms'> = {
  forms: [
    {
      name: both('雷电防护装置竣工验收申请表', 'Application for acceptance'),
      fields: [...FIRM, field('project.code', '项目代码', 'Code of the project')],
    },
  ],
};
/** A sample of a restricted area; the real ones are those of the flight authorities. */
const RELEASE: Pick<Matter, 'forms' | 'zones'> = {
  forms: [
    {
      name: both('升放气球申请表', 'Application for a release'),
      fields: [
        ...FIRM,
        field('release.latitude', '升放地点纬度', 'Latitude'),
        field('release.longitude', '升放地点经度', 'Longitude'),
      ],
    },
  ],
  zones: {
    latitude: 'release.latitude',
    longitude: 'release.longitude',
    areas: [
      {
        name: both('城区空域限制区（样例）', 'Restricted airspace over the town (a sample)'),
        centre: { latitude: 28.89, longitude: 120.04 },
        km: 5,
        advice: both(
          '升放地点在空域限制区内，未经飞行管制部门批准不予许可；请另选地点或先取得空域批准',
          'inside restricted airspace: without leave of flight control it is not permitted; choose another place or ask for leave first',
        ),
        basis: '通用航空飞行管制条例第三十三条；升放气球管理办法',
      },
    ],
  },
};

export const projects: readonly Matter[] = [
  ...matter({
    id: 'project-filing',
    no: [1],
    body: 'development-reform',
    jointBodies: ['economy'],
    type: '10',
    name: both('企业投资项目备案', 'Filing of an investment project'),
    basis: '企业投资项目核准和备案管理条例第十三条',
    legal: { limit: AT_ONCE, source: '企业投资项目核准和备案管理条例' },
    promised: AT_ONCE,
    materials: [licenceCopy()],
    result: { name: both('项目备案信息表（项目代码）', 'Filing with the project code'), paper: false },
    ways: WAYS.online,
    casesPerYear: 720,
    ...HALL,
  }),
  ...(
    [
      ['eia-report', '环境影响报告书审批', 'Approval of an environmental impact report', 60, 1, 25],
      ['eia-form', '环境影响报告表审批', 'Approval of an environmental impact form', 30, 2, 340],
    ] as const
  ).flatMap(([id, zh, en, length, part, casesPerYear]) =>
    matter({
      id,
      no: [1, part],
      body: 'ecology',
      type: '01',
      name: both(zh, en),
      basis: '环境影响评价法第二十二条',
      legal: { limit: days(length), source: '环境影响评价法第二十二条' },
      promised: workdays(id === 'eia-report' ? 15 : 7),
      materials: [
        licenceCopy(),
        paper('assessment', '环境影响评价文件', 'The assessment', ['assessment'], [APPLICANT], {
          showsCondition: true,
        }),
        paper('project-code', '项目备案信息表', 'Filing of the project', ['project-filing']),
      ],
      result: { name: both('环评批复', 'Approval'), paper: false },
      ways: WAYS.online,
      casesPerYear,
      ...HALL,
    }),
  ),
  ...matter({
    id: 'drawing-review',
    no: [1],
    body: 'drawing-review',
    jointBodies: ['housing', 'civil-defence', 'fire'],
    type: '20',
    name: both('施工图联合审查', 'Joint review of construction drawings'),
    basis: '浙江省保障“最多跑一次”改革规定第二十六条',
    legal: { limit: { kind: 'local' }, source: '合同约定时限，首次意见一次说全 agreed term, first opinion complete' },
    promised: workdays(10),
    materials: [
      paper('drawings', '施工图设计文件', 'Construction drawings', ['drawings'], [APPLICANT], { showsCondition: true }),
    ],
    unit: 'housing',
    result: { name: both('施工图审查合格书', 'Conclusion of the review'), paper: false },
    ways: WAYS.online,
    casesPerYear: 290,
    ...HALL,
  }),
  ...(
    [
      ['lightning-acceptance', '雷电防护装置竣工验收', 'Acceptance of lightning protection', 1, 180],
      ['balloon-release', '升放气球审批', 'Release of balloons', 2, 40],
    ] as const
  ).flatMap(([id, zh, en, no, casesPerYear]) =>
    matter({
      id,
      no: [no],
      body: 'weather',
      type: '01',
      name: both(zh, en),
      basis: '气象法；气象灾害防御条例',
      legal: SHORT,
      promised: workdays(id === 'balloon-release' ? 2 : 3),
      materials: [
        licenceCopy(),
        ...(id === 'balloon-release'
          ? [paper('plan', '施放方案', 'Plan of the release', ['release-plan'])]
          : // The testing firm pushes it before the applicant comes.
            [
              paper('report', '检测报告', 'Report of the testing firm', ['lightning-report'], [], {
                showsCondition: true,
                onRequest: true,
                pushed: { months: 12, about: 'project.code' },
              }),
            ]),
      ],
      ...(id === 'balloon-release' ? RELEASE : PROTECTION),
      sameHandling: { range: 'county', places: ['testing-firm'] },
      result: { name: both(id === 'balloon-release' ? '升放活动批准书' : '验收合格文件', 'Permit'), paper: false },
      ways: WAYS.online,
      casesPerYear,
      ...HALL,
    }),
  ),
  ...matter({
    id: 'tobacco-licence',
    no: [1],
    body: 'tobacco',
    type: '01',
    name: both('烟草专卖零售许可证核发（新办）', 'Tobacco retail licence'),
    basis: '烟草专卖法第十六条',
    legal: { limit: workdays(20, 10), source: '烟草专卖许可证管理办法' },
    promised: workdays(8),
    materials: [
      licenceCopy({ showsCondition: true }),
      paper('premises', '经营场所证明', 'Proof of the premises', ['lease', 'title']),
    ],
    result: { name: both('烟草专卖零售许可证', 'Tobacco retail licence'), paper: true },
    ways: WAYS.online,
    casesPerYear: 1_250,
    ...HALL,
    audience: 'both',
    windowKind: 'business',
  }),
  ...matter({
    id: 'accountant-licence',
    no: [1],
    body: 'finance',
    type: '01',
    name: both('会计从业资格证', 'Licence to work as an accountant'),
    basis: '会计法（1999）第三十八条',
    legal: { limit: workdays(20), source: '会计从业资格管理办法' },
    promised: AT_ONCE,
    until: '2017-11-04',
    ended: both(
      '会计法2017年11月4日修正，取消会计从业资格',
      'ended when the accounting act changed on 4 November 2017',
    ),
    materials: [paper('scores', '考试成绩', 'Examination results', ['scores'])],
    result: { name: both('会计从业资格证书', 'Licence'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 1_700,
    ...HALL,
    audience: 'persons',
    windowKind: 'social-affairs',
  }),
];
