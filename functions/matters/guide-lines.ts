/** 服务指南要素 as lines: what each element says of a matter. An element without lines is missing from the guide, and the checklist says so. */
import type { Bilingual } from '#schemas/department.ts';
import type { Fee } from '#schemas/fee.ts';
import type { GuideElement, Line } from '#schemas/guide.ts';
import type { Body, Hall } from '#schemas/hall.ts';
import type { Limit, Matter } from '#schemas/matter.ts';
import { MATTER_TYPES } from '#schemas/matter-code.ts';
import type { Service } from '#schemas/office.ts';
import { bodyOn, onceOnly, starLevel, visitsOf, windowOf } from './marks.ts';

/** What a guide is made of beside the matter. */
export interface GuideFacts {
  readonly body: Body;
  readonly hall: Hall;
  readonly fee?: Fee;
  /** yyyy-mm-dd. */
  readonly day: string;
}

const line = (zh: string, en: string): Line => ({ zh, en });
const WORDS = {
  level: {
    state: line('国家级', 'State'),
    province: line('省级', 'province'),
    city: line('市级', 'city'),
    county: line('县级', 'county'),
    town: line('乡镇（街道）级', 'town'),
  },
  audience: {
    persons: line('自然人', 'persons'),
    firms: line('企业法人和其他组织', 'firms and other bodies'),
    both: line('自然人、企业法人和其他组织', 'persons, firms and other bodies'),
  },
  range: {
    place: line('仅受理点', 'this place only'),
    county: line('全县（市）通办', 'anywhere in the county'),
    city: line('全市通办', 'anywhere in the city'),
    province: line('全省通办', 'anywhere in the province'),
    nation: line('全国通办', 'anywhere in the country'),
  },
  channel: {
    window: line('窗口', 'window'),
    online: line('网上', 'online'),
    mobile: line('手机', 'mobile'),
    town: line('乡镇（街道）窗口', 'town'),
    'self-service': line('自助终端', 'self-service'),
    agent: line('代办', 'agent'),
    post: line('邮寄', 'post'),
  },
} as const;

const UNITS = {
  'working-days': line('个工作日', ' working days'),
  'calendar-days': line('日', ' days'),
  minutes: line('分钟', ' minutes'),
} as const;

/** 时限 in words. */
const limitLine = (limit: Limit): Line => {
  if (limit.kind === 'at-once') return line('当场办结', 'at once');
  if (limit.kind === 'local') return line('按地方规定', 'as local rules say');
  const unit = UNITS[limit.kind];
  const more = limit.extension;
  return line(
    `${limit.length}${unit.zh}${more ? `，${more.by.zh}可延长${more.length}${unit.zh}` : ''}`,
    `${limit.length}${unit.en}${more ? `, ${more.length} more ${more.by.en}` : ''}`,
  );
};

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const feeLines = (fee: Fee | undefined, day: string): Line[] => {
  const now = (fee?.rates ?? []).filter(({ from, until }) => from <= day && (until === undefined || day <= until));
  if (!fee || now.length === 0) return [line('不收费', 'no fee')];
  return now.map((rate) =>
    line(
      `${fee.name.zh}（${rate.case}）${yuan(rate.fen)}元，依据${fee.basis}`,
      `${fee.name.en} (${rate.case}) ${yuan(rate.fen)} yuan, ${fee.basis}`,
    ),
  );
};

const some = (...parts: readonly (Line | undefined)[]): Line[] => parts.filter((part) => part !== undefined);
const joined = (parts: readonly Bilingual[]): Line[] =>
  parts.length === 0 ? [] : [line(parts.map(({ zh }) => zh).join('、'), parts.map(({ en }) => en).join(', '))];

const materialLines = ({ materials }: Matter): Line[] =>
  materials.length === 0
    ? [line('无需提交材料', 'nothing to hand in')]
    : materials.map(({ name, copies, standard, legalBasis, sources, weight }) => {
        const own = sources.every(({ channel }) => channel === 'applicant');
        const how = own
          ? line('申请人提交', 'handed in')
          : line('部门共享，共享不到时提交', 'drawn from a department where it can be');
        const main = weight === 'main' ? line('主要', 'main') : line('次要', 'secondary');
        return line(
          `${name.zh}（${main.zh}，${copies}份，${how.zh}）：${standard.zh}；依据${legalBasis}`,
          `${name.en} (${main.en}, ${copies}, ${how.en}): ${standard.en}`,
        );
      });

const tolerable = ({ materials }: Matter): Line[] =>
  materials.flatMap(({ name, tolerableDays }) =>
    tolerableDays === undefined
      ? []
      : [line(`${name.zh}，${tolerableDays}个工作日内补齐`, `${name.en}, within ${tolerableDays} working days`)],
  );

const marks = (matter: Matter): Line => {
  const once = onceOnly(matter);
  const star = starLevel(matter);
  return line(
    `${once ? '最多跑一次' : '例外事项'}，${'★'.repeat(star)}`,
    `${once ? 'once at most' : 'an exception'}, ${star} stars`,
  );
};

const visits = (matter: Matter): Line[] => {
  const found = visitsOf(matter);
  return [
    line(`${found.length}次`, `${found.length}`),
    ...found.flatMap(({ why }) => why.map(({ zh, en }) => line(zh, en))),
  ];
};

const WEEKDAYS = [
  line('周一', 'Monday'),
  line('周二', 'Tuesday'),
  line('周三', 'Wednesday'),
  line('周四', 'Thursday'),
  line('周五', 'Friday'),
  line('周六', 'Saturday'),
  line('周日', 'Sunday'),
];
/** 周末窗口, in words. */
const weekendLine = ({ weekdays, spans }: Service): Line => {
  const days = weekdays.flatMap((one) => WEEKDAYS[one - 1] ?? []);
  const hours = spans.map(({ opens, closes }) => `${opens}–${closes}`).join('、');
  return line(
    `${days.map(({ zh }) => zh).join('、')} ${hours} 也办理，法定节假日除外`,
    `also on ${days.map(({ en }) => en).join(' and ')}, ${hours}, but not on public holidays`,
  );
};

/** What each element of the list says. Adding an element to the list asks for its line here. */
export const LINES: Readonly<Record<GuideElement, (matter: Matter, facts: GuideFacts) => readonly Line[]>> = {
  name: ({ name }) => [name],
  codes: ({ codes }) =>
    some(
      line(`基本编码 ${codes.basic}`, `basic ${codes.basic}`),
      line(`实施编码 ${codes.implementation}`, `implementation ${codes.implementation}`),
      codes.handling ? line(`业务办理项编码 ${codes.handling}`, `handling ${codes.handling}`) : undefined,
      ...codes.local.map(({ code }) => line(`地方编码 ${code}`, `local ${code}`)),
    ),
  type: ({ type }) => [MATTER_TYPES[type]].map(({ zh, en }) => line(zh, en)),
  basis: ({ basis }) => [line(basis, basis)],
  body: (_, { body, day }) => some(bodyOn(body, day)?.name),
  level: ({ level }) => [WORDS.level[level]],
  audience: ({ audience }) => [WORDS.audience[audience]],
  conditions: ({ conditions }) => conditions,
  materials: materialLines,
  tolerable: (matter) => tolerable(matter),
  forms: ({ forms }) => forms.map(({ name }) => name),
  situations: ({ situations = [] }) => situations.map(({ text }) => text),
  process: () => [line('申请 → 受理 → 审查 → 决定 → 送达', 'filed, accepted, examined, decided, delivered')],
  legal: ({ legal }) => {
    const { zh, en } = limitLine(legal.limit);
    return [line(`${zh}（${legal.source}）`, en)];
  },
  promised: ({ promised }) => [limitLine(promised)],
  fee: (_, { fee, day }) => feeLines(fee, day),
  result: ({ result }) => [result.name],
  delivery: ({ ways, result }) =>
    some(
      line('窗口领取', 'fetched at the window'),
      ways.courier ? line('快递送达', 'by courier') : undefined,
      result.paper ? undefined : line('电子送达', 'electronically'),
    ),
  place: (matter, { hall, day }) => {
    const window = windowOf(matter, hall, day);
    return some(
      window &&
        line(
          `${hall.address} ${window.name.zh} ${window.window}，${hall.hours.zh}`,
          `${hall.name.en}, ${window.name.en}, ${window.window}, ${hall.hours.en}`,
        ),
      ...(window && 'services' in window ? (window.services ?? []).map(weekendLine) : []),
    );
  },
  phone: (matter, { hall, day }) => {
    const phone = windowOf(matter, hall, day)?.phone;
    return some(phone === undefined ? undefined : line(phone, phone));
  },
  channels: ({ channels }) => joined(channels.map((one) => WORDS.channel[one])),
  visits,
  marks: (matter) => [marks(matter)],
  'same-handling': ({ sameHandling: { range, places } }) => [
    WORDS.range[range],
    ...places.map((place) => line(`受理点 ${place}`, `also at ${place}`)),
  ],
  'real-name': ({ realName }) => [line(`${realName}级`, `level ${realName}`)],
  complaint: () => [line('12345 政务服务热线', '12345, the city’s one number')],
  remedies: () => [
    line(
      '可自知道决定之日起60日内申请行政复议，或六个月内提起行政诉讼',
      'reconsideration within 60 days, or an action within six months',
    ),
  ],
};
