/** What a random case is about: every bundle in each of its versions and situations, single matters, bundles that no city has; and more often what there is most to do in. */
import fc from 'fast-check';
import { type Chance, chance } from '#city/generate/prng.ts';
import { handWritten } from '#city/matters/index.ts';
import { assertOffered } from '#functions/cases/channels.ts';
import { assertTakenAt } from '#functions/cases/places.ts';
import { pinsOn } from '#functions/cases/template.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { inForce } from '#functions/matters/marks.ts';
import { CaseChannel, type CaseSubject } from '#schemas/case.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import type { Answers, Questions } from '#schemas/situation.ts';
import { catalogue } from '../matters/city.ts';
import { answersTo, any } from './random-answers.ts';
import { made } from './random-matters.ts';
import { partiesAt, TRADERS } from './random-parties.ts';
import { DRAWN, matters } from './random-templates.ts';
import { at } from './world.ts';

const [FIRST, LAST] = ['2017-05-01', '2026-06-30'];
const DAY = 86_400_000;
/** In yuan, as the one form has it. */
export const PRICE = 1_200_000;
/** 报告先行: about the works that every form names. */
export const PROJECT = '2510-330784-04-01-000001';

/** Numbers from which everything is drawn. */
export interface Seeds {
  readonly kind: number;
  readonly pick: number;
  readonly other: number;
  readonly wild: number;
}

export interface Around {
  readonly now: number;
  /** Keys of the materials that are asked for. */
  readonly kept: readonly string[];
  readonly department: string;
}

export const of = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

interface Version {
  readonly from: string;
  readonly until?: string | undefined;
  readonly situations?: Questions | undefined;
  readonly typical?: Answers;
}

interface About {
  readonly subject: CaseSubject;
  readonly version: Version;
}
const bundle = (version: Version & { readonly id: string }): About => ({ subject: { bundle: version.id }, version });
const matter = (version: Version & { readonly id: string }): About => ({ subject: { matter: version.id }, version });

const bundles = catalogue.bundles.map(bundle);
const singles = [...handWritten, ...made].map(matter);
/** 告知承诺, 人证核验, 报告先行, 容缺. */
const special = ['fire-check', 'marriage-registration', 'lightning-acceptance', 'drawn-tolerant'].flatMap((id) => {
  const newest = matters.versions(id).at(-1);
  return newest ? [matter(newest)] : [];
});
/** 联合踏勘. */
const inspected = bundles.filter(
  ({ subject }) => 'bundle' in subject && ['catering', 'lodging'].includes(subject.bundle),
);

/** 二手房、新房: where the register is asked about who sells. */
const isHouse = (subject: CaseSubject): boolean => 'bundle' in subject && subject.bundle.endsWith('house');
const houses = bundles.filter(({ subject }) => isHouse(subject));

/** The questions that are asked of whoever files on that day. */
export const questionsOf = (subject: CaseSubject, day: string): Questions => {
  const all: readonly Version[] =
    'bundle' in subject ? matters.templates(subject.bundle) : matters.versions(subject.matter);
  return inForce(all, day)?.situations ?? [];
};

/** Within the time of the version, often near its end; mostly while the hall is open. */
const startOf = ({ from, until = LAST }: Version, by: Chance): number => {
  const [first, last] = [from < FIRST ? FIRST : from, until > LAST ? LAST : until].map((day) => at(`${day} 00:00`));
  const days = Math.max(0, Math.round(((last ?? 0) - (first ?? 0)) / DAY));
  const day = by.percent(15) ? days - by.int(0, Math.min(days, 20)) : by.int(0, days);
  return (first ?? 0) + day * DAY + (by.percent(80) ? by.int(540, 1_019) : by.int(0, 1_439)) * 60_000;
};

const allows = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

/** By whichever way all of it is taken, and wherever. */
const wayOf = (pins: Pins, by: Chance) => {
  const places = catalogue.hall.places ?? [];
  const [channels, taken] = [
    CaseChannel.options.filter((one) => allows(() => assertOffered(matters, pins, one))),
    places.filter(({ id }) => allows(() => assertTakenAt(matters, pins, id))),
  ];
  return { channel: any(by, channels) ?? 'window', place: any(by, taken)?.id ?? 'yongkang-hall' };
};

const held = Object.fromEntries(catalogue.matters.flatMap(({ exclusive = [] }) => exclusive).map((one) => [one, 'x']));

const opened = ({ subject, version }: About, seed: number) => {
  const by = chance(`case-${seed}`);
  const start = startOf(version, by);
  const day = beijingDate(start);
  const answers =
    version.typical && by.percent(30)
      ? version.typical
      : answersTo(version.situations ?? [], by, by.percent(95) ? 0 : 20);
  const parties = isHouse(subject) && by.percent(80) ? [...TRADERS] : partiesAt(start, by);
  const form = { ...(by.percent(92) ? held : {}), 'house.price': PRICE, 'project.code': PROJECT };
  const fitting = { way: { channel: 'window', place: 'yongkang-hall' } };
  // What cannot be filed so is refused where it is filed.
  allows(() => {
    fitting.way = wayOf(pinsOn(matters, subject, answers, day), by);
  });
  return { start, data: { subject, answers, ...fitting.way, hall: 'one-window', parties, form } };
};

const seed = fc.nat({ max: 0x7f_ff_ff_ff });
const about = (all: readonly About[]) => fc.record({ what: fc.constantFrom(...all), seed });
const number = seed.map((n) => {
  const [template] = matters.templates(`${DRAWN}${n}`);
  return { what: bundle(template as NonNullable<typeof template>), seed: n };
});

export const drawnCase = fc
  .oneof(
    { weight: 3, arbitrary: about(bundles) },
    { weight: 1, arbitrary: about(singles) },
    { weight: 4, arbitrary: about(special) },
    { weight: 3, arbitrary: about(inspected) },
    { weight: 4, arbitrary: number },
    { weight: 2, arbitrary: about(houses) },
  )
  .map(({ what, seed: n }) => opened(what, n));
