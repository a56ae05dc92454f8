/**
 * The rest of the catalogue from one seed: with the matters by hand, 1,145 on the reference day, of which 1,068 are once, 384 are taken at
 * the six kinds of integrated window and 218 can be filed by mobile. What is not once names its entry of the province's list.
 */
import type { Hall, WindowKind } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import { bodies } from '../matters/bodies.ts';
import { AT_ONCE, attends, both, codesOf, WAYS, workdays } from '../matters/declare.ts';
import { hall } from '../matters/hall.ts';
import { handWritten } from '../matters/index.ts';
import { materialsFor } from './matter-papers.ts';
import type { Thing } from './matter-word.ts';
import { peopleThings } from './matter-words-people.ts';
import { worksThings } from './matter-words-works.ts';
import { type Chance, chance } from './prng.ts';

/** The autumn in which the city counted its matters. */
export const COUNTED_ON = '2017-10-16';
export const CATALOGUE = { matters: 1_145, once: 1_068, atWindows: 384, mobile: 218 } as const;

const ACTIONS = [
  ['new', '（新办）', '', 1],
  ['change', '（变更）', ': change', 2],
  ['renewal', '（延续）', ': renewal', 3],
  ['ending', '（注销）', ': ending', 4],
  ['replacement', '（补办）', ': replacement', 5],
  ['proof', '（查询证明）', ': proof', 6],
] as const;
type Action = (typeof ACTIONS)[number];

const KIND_OF: Readonly<Record<string, WindowKind>> = {
  'market-supervision': 'business',
  commerce: 'business',
  tobacco: 'business',
  culture: 'business',
  'development-reform': 'investment',
  economy: 'investment',
  housing: 'investment',
  planning: 'investment',
  ecology: 'investment',
  water: 'investment',
  'real-estate': 'real-estate',
  'housing-fund': 'real-estate',
  'civil-affairs': 'social-affairs',
  'disabled-federation': 'social-affairs',
  education: 'social-affairs',
  'public-security': 'public-security',
  taxation: 'tax-and-insurance',
  'human-resources': 'tax-and-insurance',
  'health-insurance': 'tax-and-insurance',
};

const unitOf = (of: Hall, body: string): string =>
  of.units.find(({ id }) => id === body)?.id ??
  of.units.find((unit) => unit.body === body)?.id ??
  of.units[0]?.id ??
  body;

const REASON = {
  'completion-acceptance': both('须先后到多个部门现场验收', 'several bodies look at the works one after the other'),
  examination: both('须到场考试，合格后另行领证', 'an examination in person, and the certificate afterwards'),
  'expert-review': both('须到会说明并修改后再报', 'explained to the experts, changed, handed in again'),
  auction: both('须现场竞买并另行签约', 'bidding in person, the contract afterwards'),
  'major-safety': both('须当面约谈并复核', 'a talk in person and a second check'),
} as const;
const isListed = (id: string): id is keyof typeof REASON => id in REASON;

interface Draft {
  readonly thing: Thing;
  readonly action: Action;
  readonly number: number;
}

/** Every thing with every action, in an order of chance; those that may be no exception last. */
const drafts = (order: Chance): Draft[] => {
  const count = new Map<string, number>();
  const all = [...worksThings, ...peopleThings].flatMap((thing) => {
    const number = (count.get(thing.body) ?? 100) + 1;
    count.set(thing.body, number);
    return ACTIONS.map((action) => ({ thing, action, number, place: order.int(0, 1_000_000) }));
  });
  return all.toSorted((a, b) => a.place - b.place);
};

const onDay = ({ from, until }: Matter): boolean => from <= COUNTED_ON && (until === undefined || COUNTED_ON <= until);

/** What is still to be made, given what stands there by hand. */
const wanted = () => {
  const there = handWritten.filter(onDay);
  return {
    matters: CATALOGUE.matters - there.length,
    manifold: CATALOGUE.matters - CATALOGUE.once,
    atWindows: CATALOGUE.atWindows - there.filter(({ windowKind }) => windowKind !== undefined).length,
    mobile: CATALOGUE.mobile - there.filter(({ channels }) => channels.includes('mobile')).length,
  };
};

const make = (
  { thing, action, number }: Draft,
  by: Chance,
  marks: { manifold: boolean; window: boolean; mobile: boolean },
): Matter => {
  const [slug, zh, en, part] = action;
  const place = bodies.findIndex(({ id }) => id === thing.body) + 1;
  const promised = part >= 4 ? AT_ONCE : workdays(by.int(1, 12));
  const reason = thing.exception && isListed(thing.exception) ? REASON[thing.exception] : undefined;
  const exception = marks.manifold && thing.exception && reason ? { listed: thing.exception, reason } : undefined;
  const ways = exception ? WAYS.counter : marks.mobile ? (by.percent(30) ? WAYS.trusted : WAYS.online) : WAYS.window;
  const audience = by.pick(['persons', 'firms', 'both'] as const);
  const kind = KIND_OF[thing.body];
  return {
    v: 1,
    id: `m${String(place).padStart(2, '0')}${number}-${slug}`,
    version: 1,
    from: '2017-01-01',
    name: both(`${thing.zh}${zh}`, `${thing.en}${en}`),
    type: thing.type,
    codes: codesOf(thing.body, thing.type, number, part),
    body: thing.body,
    level: 'county',
    audience,
    basis: `${thing.zh}有关法律法规`,
    conditions: [both('申请人符合法定条件，材料齐全', 'the conditions of the law are met, the papers complete')],
    legal: { limit: workdays(20, 10), source: '行政许可法第四十二条' },
    promised: exception ? workdays(by.int(10, 20)) : promised,
    presence: exception ? [attends('check', exception.reason.zh, exception.reason.en)] : [],
    materials: materialsFor(by, audience),
    forms: [],
    realName: 2,
    jurisdiction: '330784',
    sameHandling: {
      range: by.pick(['county', 'county', 'city', 'province'] as const),
      places: by.percent(15) ? ['gushan'] : [],
    },
    channels: ways.online ? ['window', 'online', 'mobile', 'agent'] : ['window', 'agent'],
    result: { name: both(`${thing.zh}结果`, `Result: ${thing.en}`), paper: by.percent(60) },
    ways,
    unit: unitOf(hall, thing.body),
    ...(marks.window && kind ? { windowKind: kind } : {}),
    ...(exception ? { onceException: exception } : {}),
    casesPerYear: by.int(1, 40) * by.int(1, 40) * by.int(1, 3),
  };
};

/** Throws when the words do not suffice. */
export const generateMatters = (seed = 'yongkang'): readonly Matter[] => {
  const by = chance(`${seed}/matters`);
  const left = wanted();
  const chosen = drafts(chance(`${seed}/matter order`)).slice(0, left.matters);
  if (chosen.length < left.matters) throw new Error('too few words for the catalogue');
  return chosen.map((draft) => {
    // Whoever comes first in the order of chance: the counts come out whatever the seed.
    const manifold = left.manifold > 0 && draft.action[3] <= 3 && draft.thing.exception !== undefined;
    if (manifold) left.manifold -= 1;
    const window = left.atWindows > 0 && KIND_OF[draft.thing.body] !== undefined;
    if (window) left.atWindows -= 1;
    const mobile = !manifold && left.mobile > 0;
    if (mobile) left.mobile -= 1;
    return make(draft, by, { manifold, window, mobile });
  });
};
