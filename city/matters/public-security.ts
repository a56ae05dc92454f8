/** 公安: persons, lodgings, seals. */
import type { Matter } from '#schemas/matter.ts';
import type { Question } from '#schemas/situation.ts';
import { AT_ONCE, attends, both, days, matter, WAYS, workdays } from './declare.ts';
import { APPLICANT, asked, FIRM, field, IDENTITY, library, licenceCopy, OWN, PERSON, paper } from './papers.ts';

const CARD_LIMIT = {
  limit: days(60, 30, both('交通不便的地区', 'where traffic is difficult')),
  source: '居民身份证法第十二条',
};
const FINGERPRINTS = attends('taking', '采集指纹和照片', 'fingerprints and a photograph are taken');
const WINDOW = { unit: 'public-security', windowKind: 'public-security', body: 'public-security' } as const;
const HOUSEHOLD = paper('household', '居民户口簿', 'Household register', ['household'], [OWN]);
/** As the bundle asks it. */
export const WEDLOCK: Question = {
  id: 'wedlock',
  kind: 'yes-no',
  text: both('是否婚内生育', 'Are the parents married'),
};

export const publicSecurity: readonly Matter[] = [
  ...matter({
    id: 'lodging-licence',
    no: [1],
    type: '01',
    name: both('旅馆业特种行业许可', 'Licence of a lodging'),
    audience: 'both',
    basis: '旅馆业治安管理办法第四条',
    legal: { limit: workdays(20, 10), source: '行政许可法第四十二条' },
    promised: workdays(8),
    materials: [
      licenceCopy({ showsCondition: true }),
      paper(
        'identity',
        '法定代表人身份证复印件',
        'Copy of the representative’s identity card',
        ['identity-card'],
        [OWN],
      ),
      paper(
        'fire-opinion',
        '消防安全检查意见书',
        'Opinion of the fire check',
        ['fire-check-opinion'],
        [library('fire-check-opinion', 'fire')],
        { showsCondition: true, onRequest: true },
      ),
      paper('premises', '租赁合同、不动产权证书复印件', 'Copies of lease and title certificate', ['lease', 'title']),
      paper('security-plan', '治安防范设施平面图', 'Plan of the security facilities', ['security-plan'], [], {
        showsCondition: true,
      }),
    ],
    forms: [
      {
        name: both('特种行业许可申请表', 'Application for a licence of a special trade'),
        fields: [...PERSON, field('lodging.rooms', '客房数', 'Rooms'), field('lodging.beds', '床位数', 'Beds')],
      },
    ],
    result: { name: both('特种行业许可证', 'Licence of a special trade'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 130,
    ...WINDOW,
  }),
  ...matter({
    id: 'seal-filing',
    no: [2],
    type: '10',
    name: both('公章刻制备案', 'Filing of a seal'),
    audience: 'firms',
    basis: '印铸刻字业暂行管理规则',
    legal: { limit: AT_ONCE, source: '公章刻制备案管理' },
    promised: AT_ONCE,
    materials: [
      licenceCopy(),
      paper(
        'identity',
        '法定代表人身份证复印件',
        'Copy of the representative’s identity card',
        ['identity-card'],
        [OWN],
      ),
    ],
    forms: [
      {
        name: both('公章刻制备案表', 'Form for the filing of a seal'),
        fields: [...FIRM, field('seal.kind', '印章种类', 'Kind of seal')],
      },
    ],
    result: { name: both('公章刻制备案回执', 'Receipt of the filing'), paper: false },
    ways: WAYS.online,
    casesPerYear: 6_400,
    ...WINDOW,
    windowKind: 'business',
  }),
  ...(
    [
      ['identity-card-first', '居民身份证申领', 'First identity card', 1, 9_000],
      ['identity-card-renewal', '居民身份证换领', 'Renewal of an identity card', 2, 8_200],
      ['identity-card-loss', '居民身份证补领', 'Replacement of a lost identity card', 3, 3_800],
    ] as const
  ).flatMap(([id, zh, en, part, casesPerYear]) =>
    matter(
      {
        id,
        no: [3, part],
        type: '07',
        name: both(zh, en),
        audience: 'persons',
        basis: '居民身份证法第十条至第十三条',
        legal: CARD_LIMIT,
        promised: workdays(20),
        presence: [FINGERPRINTS],
        materials: [
          HOUSEHOLD,
          ...(id === 'identity-card-renewal'
            ? [
                paper('old-card', '原居民身份证', 'Old identity card', ['old-identity-card'], [APPLICANT], {
                  legalBasis: '居民身份证法第十一条：交回原证',
                }),
              ]
            : []),
        ],
        realName: 3,
        sameHandling: { range: 'county', places: ['gushan'] },
        fee: 'identity-card',
        result: { name: both('居民身份证', 'Identity card'), paper: true },
        ways: WAYS.window,
        casesPerYear,
        until: '2017-12-31',
        ...WINDOW,
      },
      // Fingerprints on record are used again: who is elsewhere renews by post.
      {
        from: '2018-01-01',
        ...(id === 'identity-card-renewal' ? { presence: [], ways: WAYS.whole } : {}),
        sameHandling: { range: 'nation', places: ['gushan'] },
      },
    ),
  ),
  ...matter({
    id: 'birth-registration',
    no: [4],
    type: '07',
    name: both('出生登记', 'Entry of a birth in the household register'),
    audience: 'persons',
    basis: '户口登记条例第七条：婴儿出生后一个月以内申报',
    // 国办发〔2015〕96号: the entry of a child does not depend on the marriage of its parents.
    situations: [WEDLOCK],
    legal: { limit: AT_ONCE, source: '户口登记条例第七条' },
    promised: AT_ONCE,
    materials: [
      paper(
        'birth-certificate',
        '出生医学证明',
        'Birth certificate',
        ['birth-certificate'],
        [asked('health/birth-record')],
        { showsCondition: true },
      ),
      paper(
        'parents-identity',
        '父母身份证复印件',
        'Copies of the parents’ identity cards',
        ['parents-identity'],
        [OWN],
      ),
      paper(
        'marriage',
        '结婚证复印件',
        'Copy of the marriage certificate',
        ['marriage'],
        [asked('civil-affairs/marriage'), library('marriage-certificate', 'civil-affairs')],
        { when: { question: 'wedlock', is: true } },
      ),
      paper('household', '居民户口簿', 'Household register', ['household'], [OWN]),
    ],
    forms: [
      {
        name: both('出生登记申报表', 'Declaration of a birth'),
        fields: [
          field('child.name', '新生儿姓名', 'Name of the child', 'health/birth-record', '/childName'),
          field('child.sex', '性别', 'Sex', 'health/birth-record', '/sex'),
          field('child.bornOn', '出生日期', 'Born on', 'health/birth-record', '/bornOn'),
          field('mother.name', '母亲姓名', 'Mother', 'public-security/identity', '/name'),
          field('father.name', '父亲姓名', 'Father', 'health/birth-record', '/father'),
          field('household.address', '户口所在地', 'Place of the household'),
        ],
      },
    ],
    realName: 3,
    sameHandling: { range: 'province', places: ['gushan'] },
    result: {
      type: 'residence-registration',
      name: both('常住人口登记', 'Page of the household register'),
      paper: true,
    },
    ways: WAYS.trusted,
    casesPerYear: 5_900,
    ...WINDOW,
  }),
  ...matter({
    id: 'household-move',
    no: [5],
    type: '07',
    name: both('户口迁移', 'Move of a household entry'),
    audience: 'persons',
    basis: '户口登记条例第十条',
    legal: { limit: workdays(20), source: '户口登记条例' },
    promised: AT_ONCE,
    materials: [
      HOUSEHOLD,
      paper('identity', '身份证复印件', 'Copy of the identity card', ['identity-card'], [IDENTITY]),
      paper('home', '合法稳定住所证明', 'Proof of a lawful home', ['title'], [asked('real-estate/titles-by-holder')]),
    ],
    realName: 3,
    result: {
      type: 'residence-registration',
      name: both('常住人口登记', 'Page of the household register'),
      paper: true,
    },
    ways: WAYS.window,
    casesPerYear: 7_700,
    ...WINDOW,
  }),
];
