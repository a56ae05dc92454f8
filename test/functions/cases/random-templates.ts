/** 一件事 that no city has: each made from its number alone, so that the number gives it again. It passes what a published one passes. */
import { type Chance, chance } from '#city/generate/prng.ts';
import { both } from '#city/matters/declare.ts';
import { type IndexedMatters, indexMatters } from '#functions/matters/index-matters.ts';
import { BundleTemplate, type MaterialRef } from '#schemas/bundle.ts';
import type { Limit, Matter } from '#schemas/matter.ts';
import type { Question } from '#schemas/situation.ts';
import { catalogue } from '../matters/city.ts';
import { answersTo, any, conditionOver, some } from './random-answers.ts';
import { generated, known, matters as ofCity } from './random-matters.ts';

const WHY = both('随机', 'at random');
const option = (id: string) => ({ id, text: WHY });
const OWN: readonly Question[] = [
  { id: 'rented', kind: 'yes-no', text: WHY },
  { id: 'lit', kind: 'yes-no', text: WHY, when: { question: 'rented', is: true } },
  { id: 'size', kind: 'number', text: WHY, unit: WHY, most: 1_000 },
  { id: 'form', kind: 'one', text: WHY, options: ['company', 'sole-trader', 'other'].map(option) },
  { id: 'sold', kind: 'many', text: WHY, options: ['food', 'tobacco', 'none'].map(option) },
];

/** 四种类型: one matter or several, of one body or several. */
const matterIn = (by: Chance): Matter => (by.percent(80) ? any(by, known) : any(by, generated)) ?? (known[0] as Matter);
const isJoint = ({ jointBodies }: Matter): boolean => jointBodies !== undefined;
const chosen = (by: Chance): Matter[] => {
  const [bodies, count] = by.pick([
    ...([
      ['1', 1],
      ['n', 1],
      ['1', 4],
      ['n', 2],
      ['n', 3],
      ['n', 4],
      ['n', 5],
      ['n', 6],
      ['n', 9],
    ] as const),
  ]);
  const first = bodies === 'n' && count === 1 ? (any(by, known.filter(isJoint)) ?? matterIn(by)) : matterIn(by);
  const others = bodies === '1' ? known.filter(({ body }) => body === first.body) : undefined;
  const all = new Map([[first.id, first]]);
  for (let tries = 1; tries < 2 * count && all.size < count; tries += 1) {
    const one = (others && any(by, others)) ?? matterIn(by);
    if (!all.has(one.id)) all.set(one.id, one);
  }
  return [...all.values()];
};

const dated = (by: Chance): { from: string; until?: string } => {
  const year = by.int(2017, 2025);
  const from = `${year}-0${by.int(1, 9)}-01`;
  return by.percent(40) ? { from, until: `${year + by.int(0, 2)}-12-${by.int(10, 31)}` } : { from };
};

const limited = (by: Chance): Limit => {
  const length = by.int(1, 20);
  const extension = by.percent(50) ? { extension: { length: by.int(1, 10), by: WHY } } : {};
  return by.pick([
    ...[{ kind: 'at-once' as const }, { kind: 'local' as const }],
    ...[{ kind: 'minutes' as const, length: 60 * length, ...extension }],
    ...[
      { kind: 'working-days' as const, length, ...extension },
      { kind: 'calendar-days' as const, length, ...extension },
    ],
  ] as const);
};

const refsOf = (matters: readonly Matter[]): MaterialRef[] =>
  matters.flatMap(({ id, materials }) => materials.map((one) => ({ matter: id, material: one.id })));

/** Each waits for some of those before it; what serves another may stand before or after it. */
const ordered = (matters: readonly Matter[], situations: readonly Question[], by: Chance): BundleTemplate['matters'] =>
  matters.map(({ id, version }, i) => {
    const when = by.percent(30) ? conditionOver(situations, by) : undefined;
    const serves = by.percent(20) ? any(by, matters)?.id : undefined;
    const after = some(by, matters.slice(0, i), by.pick([0, 40, 70])).map((one) => one.id);
    const withResultOf = some(by, after, 50);
    return {
      ...{ matter: id, version, before: by.int(0, 20), inner: by.pick([0, 1, 1, 2, 3, 5, 8, 20]) },
      after,
      ...(withResultOf.length > 0 ? { withResultOf } : {}),
      ...(when ? { when } : {}),
      ...(serves !== undefined && serves !== id ? { serves } : {}),
    };
  });

const merged = (refs: readonly MaterialRef[], by: Chance): BundleTemplate['merges'] =>
  some(by, refs, 15).map((ref) => ({ ...ref, into: by.percent(40) ? 'form' : (any(by, refs) ?? 'form'), why: WHY }));

const inspected = (matters: readonly Matter[], by: Chance): Pick<BundleTemplate, 'inspection'> => {
  const together = some(by, matters, 60);
  const convenedBy = any(by, by.percent(80) ? together : matters)?.body;
  if (together.length < 2 || convenedBy === undefined || by.percent(40)) return {};
  return { inspection: { convenedBy, matters: together.map(({ id }) => id), byWorkday: by.int(0, 6) } };
};

const drawn = (id: string): BundleTemplate => {
  const by = chance(id);
  const matters = chosen(by);
  const own = some(by, OWN, 60).filter(
    ({ id: one }, _, all) => one !== 'lit' || all.some((other) => other.id === 'rented'),
  );
  const asked = new Map([...matters.flatMap(({ situations = [] }) => situations), ...own].map((one) => [one.id, one]));
  const situations = [...asked.values()];
  const refs = refsOf(matters);
  return BundleTemplate.parse({
    ...{
      v: 1,
      id,
      version: 1,
      ...dated(by),
      name: WHY,
      matter: `${id}-whole`,
      lead: 'market-supervision',
      basis: '随机',
    },
    ...{ situations, matters: ordered(matters, situations, by), merges: merged(refs, by) },
    optional: some(by, refs, 20).flatMap((ref) => {
      const when = conditionOver(situations, by);
      return when ? [{ ...ref, when, why: WHY }] : [];
    }),
    typical: answersTo(situations, by),
    output: { rule: by.pick(['all-or-nothing', 'partial']), choice: by.percent(40), workdays: by.int(0, 2) },
    ...(by.percent(50) ? { promised: limited(by) } : {}),
    ...inspected(matters, by),
  });
};

export const DRAWN = 'drawn-bundle-';
const MOST_KNOWN = 50;
const lately = new Map<string, IndexedMatters>();

/** As the hub indexes it once it is published. */
const indexed = (id: string): IndexedMatters => {
  const found = lately.get(id) ?? indexMatters({ ...catalogue, matters: [], bundles: [drawn(id)] });
  if (lately.size >= MOST_KNOWN) lately.clear();
  lately.set(id, found);
  return found;
};

/** What random cases are about: the city's, those few beside them, and every bundle that has a number. */
export const matters: IndexedMatters = {
  ...ofCity,
  templates: (id) => (id.startsWith(DRAWN) ? indexed(id) : ofCity).templates(id),
};
