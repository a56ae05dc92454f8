/**
 * The departments 部门 of the sample city Yongkang 永康市, 330784. Offices, telephones and codes are invented; the codes' check digits are
 * right. The fire brigade 消防救援大队 left public security in 2018: papers of before that name the old body.
 */
import type { Department } from '#schemas/department.ts';
import { creditCodeCheck, organisationCheck } from '#schemas/identifier.ts';
import { creditCode as firmCode } from './generate/codes.ts';

/** An invented code of an official body (11) of the city or of another division: `letter` makes it distinct. */
export const creditCode = (letter: string, division = '330784'): string => {
  const organisation = `MB000TD${letter}`;
  const body = `11${division}${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
};

const department = (
  id: string,
  letter: string,
  zh: string,
  en: string,
  short: [zh: string, en: string],
  over: Partial<Department> = {},
): Department => ({
  v: 1,
  revision: 1,
  kind: 'department',
  id,
  name: { zh, en },
  short: { zh: short[0], en: short[1] },
  creditCode: creditCode(letter),
  division: '330784',
  contact: { office: `${zh}政务服务科`, phone: `0579-0000010${letter}` },
  ...over,
});

export const departments: readonly Department[] = [
  department('one-window', '0', '永康市行政服务中心', 'Yongkang Administrative Service Centre', ['一窗', 'One window']),
  department(
    'data-authority',
    '1',
    '永康市大数据发展管理局',
    'Yongkang Big Data Bureau',
    ['数据局', 'Data authority'],
    {
      dataAuthority: true,
      contact: { office: '永康市大数据发展管理局数据共享科', phone: '0579-00000101' },
    },
  ),
  department(
    'real-estate',
    '2',
    '永康市自然资源和规划局（不动产登记中心）',
    'Yongkang Natural Resources and Planning Bureau (Real Estate Registration Centre)',
    ['不动产登记', 'Real estate'],
    {
      systems: [
        { name: { zh: '不动产登记信息系统', en: 'Real-estate register' }, client: 'real-estate-system' },
        { name: { zh: '房产测绘成果管理系统', en: 'Survey results of buildings' } },
      ],
    },
  ),
  department('market-supervision', '3', '永康市市场监督管理局', 'Yongkang Administration for Market Supervision', [
    '市场监管',
    'Market supervision',
  ]),
  department('taxation', '4', '国家税务总局永康市税务局', 'Yongkang Tax Service', ['税务', 'Taxation']),
  department('public-security', '5', '永康市公安局', 'Yongkang Public Security Bureau', ['公安', 'Public security']),
  department('housing', '6', '永康市住房和城乡建设局', 'Yongkang Housing and Construction Bureau', ['住建', 'Housing']),
  department('civil-affairs', '7', '永康市民政局', 'Yongkang Civil Affairs Bureau', ['民政', 'Civil affairs']),
  department('health', '8', '永康市卫生健康局', 'Yongkang Health Bureau', ['卫健', 'Health']),
  department(
    'human-resources',
    '9',
    '永康市人力资源和社会保障局',
    'Yongkang Human Resources and Social Security Bureau',
    ['人社', 'Human resources'],
  ),
  department('fire', 'A', '永康市消防救援大队', 'Yongkang Fire and Rescue Brigade', ['消防', 'Fire'], {
    contact: { office: '永康市消防救援大队防火监督科', phone: '0579-00000110' },
  }),
  department(
    'city-management',
    'B',
    '永康市综合行政执法局',
    'Yongkang City Management Bureau',
    ['综合执法', 'City management'],
    { contact: { office: '永康市综合行政执法局政务服务科', phone: '0579-00000111' } },
  ),
  // The hub above: who asks it is answered by a department of Jinhua.
  department(
    'jinhua',
    'C',
    '金华市大数据发展管理局（上级枢纽）',
    'Jinhua Big Data Bureau, the hub above',
    ['金华', 'Jinhua'],
    {
      creditCode: creditCode('1', '330700'),
      division: '330700',
      contact: { office: '金华市大数据发展管理局数据共享处', phone: '0579-00000201' },
    },
  ),
  // They hold no resource of the city yet; they are told what others register.
  department(
    'housing-fund',
    'C',
    '金华市住房公积金管理中心永康分中心',
    'Jinhua Housing Fund, Yongkang Branch',
    ['公积金', 'Housing fund'],
    { contact: { office: '永康分中心归集科', phone: '0579-00000112' } },
  ),
  department('statistics', 'D', '永康市统计局', 'Yongkang Statistics Bureau', ['统计', 'Statistics'], {
    contact: { office: '永康市统计局基本单位名录库管理科', phone: '0579-00000113' },
  }),
  // Firms that hold no resource and decide nothing here: they are told whose house it is that they supply.
  ...(
    [
      ['water-supply', 'MA000TE6', '自来水', 'Water supply', '4'],
      ['power-supply', 'MA000TE7', '供电', 'Power supply', '5'],
      ['gas-supply', 'MA000TE8', '燃气', 'Gas supply', '6'],
    ] as const
  ).map(([id, organisation, zh, en, phone]) =>
    department(id, 'E', `永康市${zh}公司（虚构）`, `Yongkang ${en} (invented)`, [zh, en], {
      creditCode: firmCode('91', '330784', organisation),
      contact: { office: `永康市${zh}公司用户服务部`, phone: `0579-0000011${phone}` },
    }),
  ),
];
