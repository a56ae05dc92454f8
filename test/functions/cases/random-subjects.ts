/** What a random case is about: every bundle in its typical situation and single matters, and more often those in which there is most to do. */
import fc from 'fast-check';
import { CHEN_FUYING, WANG_QIANG } from '#city/cast.ts';
import type { CaseParty, CaseSubject } from '#schemas/case.ts';
import type { Answers } from '#schemas/situation.ts';
import { catalogue } from '../matters/city.ts';
import { at } from './world.ts';

const FIRST = '2017-09-25';
/** In yuan, as the one form has it. */
export const PRICE = 1_200_000;

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

interface Subject {
  readonly subject: CaseSubject;
  readonly answers: Answers;
  readonly start: number;
}

const bundles: readonly Subject[] = catalogue.bundles.map(({ id, typical, from }) => ({
  subject: { bundle: id },
  answers: typical,
  start: at(`${from > FIRST ? from : FIRST} 09:00`),
}));
const single = (id: string, day: string): Subject => ({
  subject: { matter: id },
  answers: {},
  start: at(`${day} 09:00`),
});
const singles = catalogue.matters
  .filter(({ situations, until, from }) => !situations && until === undefined && from <= FIRST)
  .slice(0, 12)
  .map(({ id }) => single(id, FIRST));
/** 人证核验. */
const identified: Subject = { ...single('marriage-registration', '2025-10-20'), answers: { 'foreign-party': false } };
/** 报告先行: about the works that every form names. */
export const PROJECT = '2510-330784-04-01-000001';
const reported = single('lightning-acceptance', '2025-10-13');
/** 告知承诺, and 联合踏勘 of a bundle. */
const committed = single('fire-check', '2021-05-06');
const inspected = bundles.filter(
  ({ subject }) => 'bundle' in subject && ['catering', 'lodging'].includes(subject.bundle),
);

const held = Object.fromEntries(catalogue.matters.flatMap(({ exclusive = [] }) => exclusive).map((one) => [one, 'x']));

const parties: CaseParty[] = [
  { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' },
  { id: 'chen', role: 'landlord', code: CHEN_FUYING, name: '陈福英', ground: '出租人' },
];

export const drawnCase = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...bundles, ...singles) },
    { weight: 3, arbitrary: fc.constantFrom(committed, identified, reported) },
    { weight: 4, arbitrary: fc.constantFrom(...inspected) },
  )
  .map(({ start, ...one }) => ({
    start,
    data: {
      ...{ ...one, channel: 'window', place: 'yongkang-hall', hall: 'one-window', parties },
      form: { ...held, 'house.price': PRICE, 'project.code': PROJECT },
    },
  }));
