/**
 * 永康市行政服务中心: twenty-seven units, eleven sub-centres, and since the spring of 2017 integrated windows. Three sub-centres kept their own
 * counters (traffic police, social security, tax). Five kinds of window are the city's, the sixth is an assumption. Telephones are invented.
 */
import type { Bilingual } from '#schemas/department.ts';
import type { Hall, IntegratedWindow, Place, Unit, WindowKind } from '#schemas/hall.ts';
import { bodies } from './bodies.ts';
import { both } from './declare.ts';

const nameOf = (body: string): Bilingual =>
  bodies.find(({ id }) => id === body)?.names.at(-1)?.name ?? both(body, body);
const phone = (number: number): string => `0579-${String(number).padStart(8, '0')}`;

const UNITS = [
  'market-supervision',
  'development-reform',
  'economy',
  'housing',
  'planning',
  'city-management',
  'ecology',
  'water',
  'agriculture',
  'transport',
  'health',
  'public-security',
  'fire',
  'civil-affairs',
  'human-resources',
  'finance',
  'education',
  'culture',
  'commerce',
  'emergency',
  'weather',
  'tobacco',
  'civil-defence',
  'archives',
  'religion',
  'disabled-federation',
  'central-bank',
] as const;

const SUB_CENTRES: readonly (readonly [id: string, body: string, zh: string, en: string])[] = [
  ['traffic-police', 'traffic-police', '交警分中心', 'Traffic police'],
  ['social-security', 'human-resources', '社会保障分中心', 'Social security'],
  ['taxation', 'taxation', '办税服务分中心', 'Tax service'],
  ['real-estate', 'real-estate', '不动产登记分中心', 'Real-estate registration'],
  ['housing-fund', 'housing-fund', '公积金分中心', 'Housing fund'],
  ['health-insurance', 'health-insurance', '医保分中心', 'Health insurance'],
  ['exit-entry', 'public-security', '出入境分中心', 'Exit and entry'],
  ['marriage-registration', 'civil-affairs', '婚姻登记分中心', 'Marriage registration'],
  ['utilities', 'utilities', '公共事业分中心', 'Utilities'],
  ['customs', 'customs', '海关分中心', 'Customs'],
  ['hospital', 'hospital', '出生医学证明分中心', 'Birth certificates'],
];

const ROLE = both('窗口负责人', 'head of the window');

const units: readonly Unit[] = [
  ...UNITS.map(
    (id, at): Unit => ({
      id,
      kind: 'unit',
      body: id,
      name: both(`${nameOf(id).zh}窗口`, `Window: ${nameOf(id).en}`),
      role: ROLE,
      phone: phone(20_001 + at),
      window: `3-${String(at + 1).padStart(2, '0')}`,
    }),
  ),
  ...SUB_CENTRES.map(
    ([id, body, zh, en], at): Unit => ({
      id,
      kind: 'sub-centre',
      body,
      name: both(zh, en),
      role: ROLE,
      phone: phone(30_001 + at),
      window: `F${at + 1}-01`,
    }),
  ),
];

const INTEGRATED: readonly (readonly [WindowKind, string, string])[] = [
  ['real-estate', '不动产交易登记综合窗口', 'Integrated window: real estate'],
  ['investment', '投资项目审批综合窗口', 'Integrated window: investment projects'],
  ['business', '商事登记综合窗口', 'Integrated window: business registration'],
  ['social-affairs', '社会事务管理综合窗口', 'Integrated window: social affairs'],
  ['public-security', '公安服务综合窗口', 'Integrated window: public security'],
  ['tax-and-insurance', '税务社保综合窗口', 'Integrated window: tax and social insurance'],
];
/** The day on which the windows of departments became windows of things: 2017-04, the exact day assumed. */
export const INTEGRATED_FROM = '2017-05-01';

/** 周末窗口: real estate on both days, public security on Saturdays, as a neighbouring county has it; assumed here. */
const OPEN_ON: Partial<Record<WindowKind, readonly number[]>> = { 'real-estate': [6, 7], 'public-security': [6] };

const windows: readonly IntegratedWindow[] = INTEGRATED.map(([kind, zh, en], at) => ({
  id: `window-${kind}`,
  kind,
  from: INTEGRATED_FROM,
  name: both(zh, en),
  role: both('综合窗口受理员', 'officer of the integrated window'),
  phone: phone(10_101 + at),
  window: `A${at + 1}`,
  ...(OPEN_ON[kind]
    ? { services: [{ weekdays: [...OPEN_ON[kind]], spans: [{ opens: '09:00', closes: '16:00' }] }] }
    : {}),
}));

/** Positions are approximate. */
const places: readonly Place[] = [
  {
    id: 'yongkang-hall',
    kind: 'hall',
    name: both('永康市行政服务中心', 'Yongkang Administrative Service Centre'),
    position: { latitude: 28.89, longitude: 120.04 },
  },
  {
    id: 'gushan',
    kind: 'town',
    name: both('古山镇便民服务中心', 'Gushan Town Service Centre'),
    position: { latitude: 28.95, longitude: 120.15 },
  },
  {
    id: 'testing-firm',
    kind: 'service-point',
    name: both('检测机构服务点', 'Service point at the testing firm'),
    position: { latitude: 28.9, longitude: 120.03 },
  },
];

export const hall: Hall = {
  id: 'yongkang',
  department: 'one-window',
  name: both('永康市行政服务中心', 'Yongkang Administrative Service Centre'),
  address: '浙江省永康市（样例地址）三楼服务大厅',
  hours: both('工作日 9:00–17:00，办完为止', 'working days 9:00 to 17:00, and until everybody is served'),
  offices: [
    // Whatever was taken, it was taken: what comes after hours or on a Saturday counts from its own day. Assumed.
    {
      from: '2004-01-01',
      spans: [{ opens: '09:00', closes: '17:00' }],
      keepsServing: true,
      dayOff: 'same-day',
      yellowPercent: 20,
    },
  ],
  units: [...units],
  windows: [...windows],
  places: [...places],
};
