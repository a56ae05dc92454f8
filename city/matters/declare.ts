/** How a matter is declared: one row by hand, its versions by date, and everything that most matters have in common said once. */
import type { Bilingual } from '#schemas/department.ts';
import type { Limit, Matter, Presence, Ways } from '#schemas/matter.ts';
import type { MatterType } from '#schemas/matter-code.ts';
import { bodies } from './bodies.ts';

export const both = (zh: string, en: string): Bilingual => ({ zh, en });

export const AT_ONCE: Limit = { kind: 'at-once' };
export const LOCAL: Limit = { kind: 'local' };
const HEAD = both('经本行政机关负责人批准', 'by the head of the body');
const length =
  (kind: 'working-days' | 'calendar-days' | 'minutes') =>
  (length: number, more?: number, by: Bilingual = HEAD): Limit => ({
    kind,
    length,
    ...(more === undefined ? {} : { extension: { length: more, by } }),
  });
export const workdays = length('working-days');
export const days = length('calendar-days');
export const minutes = length('minutes');

const way = (online: boolean, trustFirst: boolean, signature: boolean, courier = true): Ways => ({
  online,
  trustFirst,
  signature,
  courier,
});
/** In 2017 no way of the city reached five stars: nobody signed electronically yet. */
export const WAYS = {
  window: way(false, false, false),
  /** The result is fetched. */
  counter: way(false, false, false, false),
  online: way(true, false, false),
  trusted: way(true, true, false),
  whole: way(true, true, true),
} as const;

export const attends = (moment: Presence['moment'], zh: string, en: string): Presence => ({
  moment,
  why: both(zh, en),
});

/** 许可-00123-000: the words of the old list of powers. */
const POWER: Readonly<Partial<Record<MatterType, string>>> = {
  '01': '许可',
  '04': '征收',
  '05': '给付',
  '07': '确认',
  '08': '奖励',
  '09': '裁决',
  '10': '其他',
  '20': '服务',
};

/** `place`: of the body among bodies and of the matter among the body's; `part`: which part of a main matter, 1 and on. */
export const codesOf = (
  body: string,
  type: MatterType,
  number: number,
  part = 1,
  day = '2017-01-01',
): Matter['codes'] => {
  const place = bodies.findIndex(({ id }) => id === body);
  const names = bodies[place]?.names ?? [];
  const creditCode = (names.find(({ until }) => until === undefined || day <= until) ?? names.at(-1))?.creditCode ?? '';
  const main = `${String(place + 1).padStart(2, '0')}${String(number).padStart(3, '0')}`;
  const basic = `33${type}${main}${String(part).padStart(3, '0')}`;
  const word = POWER[type] ?? '其他';
  return {
    basic,
    implementation: `${creditCode}4${basic}`,
    local: [{ kind: 'power-list', code: `${word}-${main}-${String(part - 1).padStart(3, '0')}` }],
  };
};

type Own = 'id' | 'type' | 'body' | 'name' | 'basis' | 'legal' | 'promised' | 'audience' | 'result' | 'casesPerYear';
export interface Declared extends Pick<Matter, Own>, Partial<Omit<Matter, Own | 'codes' | 'v' | 'version'>> {
  /** Number among the body's matters, and the part of a main matter. */
  readonly no: readonly [main: number, part?: number];
}

const channelsOf = ({ online }: Ways): Matter['channels'] =>
  online ? ['window', 'online', 'mobile', 'agent'] : ['window', 'agent'];

const COMMON = {
  v: 1,
  level: 'county',
  conditions: [both('申请人符合法定条件，材料齐全', 'the conditions of the law are met, the papers complete')],
  presence: [],
  materials: [],
  forms: [],
  realName: 2,
  jurisdiction: '330784',
  sameHandling: { range: 'county', places: [] },
} satisfies Partial<Matter>;

/** The versions of a matter, each saying only what is new; from 2017 on unless said. */
export const matter = (declared: Declared, ...later: readonly Partial<Matter>[]): Matter[] => {
  const { no, ...own } = declared;
  const [main, part] = no;
  let last: Matter | undefined;
  return [{}, ...later].map((change, at) => {
    const from = change.from ?? own.from ?? '2017-01-01';
    const ways = change.ways ?? last?.ways ?? own.ways ?? WAYS.window;
    const next: Matter = {
      ...COMMON,
      unit: own.body,
      ...(last ? withoutEnd(last) : own),
      ...change,
      version: at + 1,
      from,
      ways,
      channels: change.channels ?? own.channels ?? channelsOf(ways),
      codes: codesOf(change.body ?? own.body, own.type, main, part, from),
    };
    last = next;
    return next;
  });
};

/** The version before, without its last day. */
const withoutEnd = ({ until: _, ...rest }: Matter): Omit<Matter, 'until'> => rest;
