/**
 * 实施主体 of Yongkang with the names that they bore, by date. Codes are invented, their check digits right. Days of the reforms of 2018 and
 * 2019 are recalled, not read: confirm before official use.
 */
import type { Bilingual } from '#schemas/department.ts';
import type { Body } from '#schemas/hall.ts';
import { creditCodeCheck, organisationCheck } from '#schemas/identifier.ts';
import { departments } from '../departments.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const BEGIN = '2000-01-01';
/** 机构改革: the county's bodies were renamed in the first days of 2019. */
const REFORM = '2019-01-08';
const DAY_BEFORE = '2019-01-07';

/** An invented code of an official body; the departments of the hub keep theirs. */
const codeOf = (number: number): string => {
  const organisation = `MB000T${'EFGH'[Math.floor(number / 31)]}${ALPHABET[number % 31]}`;
  const body = `11330784${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
};

let number = 0;
type Was = readonly [until: string, from: string, zh: string, en: string];

/** `was`: the name before, its last day, the first day of the name now. */
const body = (id: string, zh: string, en: string, was?: Was): Body => {
  const department = departments.find((one) => one.id === id);
  number += 2;
  const name = (of: Bilingual, dates: { from: string; until?: string }, creditCode: string) => ({
    ...dates,
    name: of,
    creditCode,
  });
  const now = department?.creditCode ?? codeOf(number);
  return {
    id,
    ...(department ? { department: id } : {}),
    names: was
      ? [
          name({ zh: was[2], en: was[3] }, { from: BEGIN, until: was[0] }, codeOf(number - 1)),
          name({ zh, en }, { from: was[1] }, now),
        ]
      : [name({ zh, en }, { from: BEGIN }, now)],
  };
};

const reformed = (zh: string, en: string): Was => [DAY_BEFORE, REFORM, zh, en];

export const bodies: readonly Body[] = [
  body('market-supervision', '永康市市场监督管理局', 'Yongkang Administration for Market Supervision'),
  body('development-reform', '永康市发展和改革局', 'Yongkang Development and Reform Bureau'),
  body('economy', '永康市经济和信息化局', 'Yongkang Economy and Information Bureau'),
  body(
    'housing',
    '永康市住房和城乡建设局',
    'Yongkang Housing and Construction Bureau',
    reformed('永康市建设局', 'Yongkang Construction Bureau'),
  ),
  body(
    'real-estate',
    '永康市自然资源和规划局',
    'Yongkang Natural Resources and Planning Bureau',
    reformed('永康市国土资源局', 'Yongkang Land Resources Bureau'),
  ),
  body('planning', '永康市规划局（后并入自然资源和规划局）', 'Yongkang Planning Bureau, later of natural resources'),
  body(
    'city-management',
    '永康市综合行政执法局',
    'Yongkang City Management Bureau',
    reformed('永康市行政执法局', 'Yongkang Administrative Enforcement Bureau'),
  ),
  body(
    'ecology',
    '金华市生态环境局永康分局',
    'Jinhua Ecology and Environment Bureau, Yongkang Branch',
    reformed('永康市环境保护局', 'Yongkang Environmental Protection Bureau'),
  ),
  body('water', '永康市水务局', 'Yongkang Water Bureau'),
  body(
    'agriculture',
    '永康市农业农村局',
    'Yongkang Agriculture Bureau',
    reformed('永康市农林局', 'Yongkang Farm Bureau'),
  ),
  body('transport', '永康市交通运输局', 'Yongkang Transport Bureau'),
  body(
    'health',
    '永康市卫生健康局',
    'Yongkang Health Bureau',
    reformed('永康市卫生和计划生育局', 'Yongkang Health and Family Planning Bureau'),
  ),
  body('public-security', '永康市公安局', 'Yongkang Public Security Bureau'),
  // Fire left public security when its soldiers became the national fire and rescue force.
  body('fire', '永康市消防救援大队', 'Yongkang Fire and Rescue Brigade', [
    '2018-10-08',
    '2018-10-09',
    '永康市公安消防大队',
    'Fire Brigade of Yongkang Public Security',
  ]),
  body('civil-affairs', '永康市民政局', 'Yongkang Civil Affairs Bureau'),
  body('human-resources', '永康市人力资源和社会保障局', 'Yongkang Human Resources and Social Security Bureau'),
  body('finance', '永康市财政局', 'Yongkang Finance Bureau'),
  body('education', '永康市教育局', 'Yongkang Education Bureau'),
  body(
    'culture',
    '永康市文化和广电旅游体育局',
    'Yongkang Culture, Tourism and Sports Bureau',
    reformed('永康市文化广电新闻出版局', 'Yongkang Culture and Press Bureau'),
  ),
  body('commerce', '永康市商务局', 'Yongkang Commerce Bureau'),
  body(
    'emergency',
    '永康市应急管理局',
    'Yongkang Emergency Management Bureau',
    reformed('永康市安全生产监督管理局', 'Yongkang Work Safety Bureau'),
  ),
  body('weather', '永康市气象局', 'Yongkang Weather Bureau'),
  body('tobacco', '永康市烟草专卖局', 'Yongkang Tobacco Monopoly Bureau'),
  body('civil-defence', '永康市人民防空办公室', 'Yongkang Civil Defence Office'),
  body('archives', '永康市档案局', 'Yongkang Archives'),
  body('religion', '永康市民族宗教事务局', 'Yongkang Ethnic and Religious Affairs Bureau'),
  body('disabled-federation', '永康市残疾人联合会', 'Yongkang Disabled Persons’ Federation'),
  body('traffic-police', '永康市公安局交通警察大队', 'Yongkang Traffic Police'),
  // Two tax offices became one in the middle of 2018.
  body('taxation', '国家税务总局永康市税务局', 'Yongkang Tax Service', [
    '2018-07-04',
    '2018-07-05',
    '永康市地方税务局',
    'Yongkang Local Tax Bureau',
  ]),
  body('housing-fund', '金华市住房公积金管理中心永康分中心', 'Jinhua Housing Fund, Yongkang Branch'),
  body(
    'health-insurance',
    '永康市医疗保障局',
    'Yongkang Health Insurance Bureau',
    reformed('永康市社会保险事业管理局', 'Yongkang Social Insurance Office'),
  ),
  body('utilities', '永康市公共事业服务联盟（水电气）', 'Yongkang Utilities: water, power, gas'),
  body('customs', '金华海关驻永康办事处', 'Jinhua Customs, Yongkang Office'),
  body('hospital', '永康市妇幼保健院', 'Yongkang Maternity and Child Hospital'),
  body('central-bank', '中国人民银行永康市支行', 'People’s Bank of China, Yongkang'),
  body('drawing-review', '永康市施工图审查中心', 'Yongkang Drawing Review Centre'),
];
