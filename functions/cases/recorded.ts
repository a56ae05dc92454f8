/** 计税依据核对: what a sale is reckoned from, held against what was answered about this house and what the parties wrote into the one form. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { HouseSale } from '#schemas/levy.ts';
import type { Matter, RecordedFact } from '#schemas/matter.ts';
import { newestOf } from './family.ts';
import { isHome } from './homes.ts';
import { memberAt } from './prefill.ts';
import type { Case, Fact } from './state.ts';

type Recorded = NonNullable<Matter['recorded']>;
type Answering = RecordedFact['answers'][number];

/** 车位、车库、储藏室 are neither a home nor a shop. */
const PARKING = /车位|车库|储藏/;

/** By the words of the register. */
export const usedAs = (use: string): HouseSale['use'] => {
  if (isHome({ use })) return 'home';
  return PARKING.test(use) ? 'parking' : 'other';
};

/** Anniversaries that have passed; yyyy-mm-dd. */
export const wholeYears = (from: string, to: string): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

const isAbout = ({ form }: Case, { about }: Answering, { answer }: Fact): boolean =>
  memberAt(about.pointer, answer) === form[about.field];

/** His own proof counts instead of what he disputes. */
const isDisputed = ({ disputed }: Fact, pointer: string): boolean => disputed?.fields.includes(pointer) ?? false;

/** What the newest answer about this house has there, of each party. */
const answersOf = (found: Case, answering: Answering): { value: unknown; at: number }[] =>
  found.parties
    .filter(({ role }) => answering.of.includes(role))
    .flatMap(({ id }) => {
      const told = found.facts.filter(
        (one) => one.found && isAbout(found, answering, one) && valuesAt(answering.pointer, one.answer).length > 0,
      );
      const fact = newestOf({ ...found, facts: told }, answering.resource, id);
      if (!fact || isDisputed(fact, answering.pointer)) return [];
      return valuesAt(answering.pointer, fact.answer).map((value) => ({ value, at: fact.answeredAt }));
    });

const answeredIn = (found: Case, { answers }: RecordedFact) => answers.flatMap((one) => answersOf(found, one));

const datesIn = (found: Case, recorded: Recorded, what: RecordedFact['what']): string[] =>
  recorded.facts
    .filter((one) => one.what === what)
    .flatMap((one) => answeredIn(found, one))
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

const filedOn = ({ tasks }: Case, { filing }: Recorded): string | undefined => {
  const decided = tasks.find(({ matter, state }) => matter === filing && state === 'approved')?.decision?.at;
  return decided === undefined ? undefined : beijingDate(decided);
};

/** 合同日 decides the rates: as the record of the contract has it, else the day on which it was filed here; never after `today`. */
export const contractDay = (found: Case, { recorded }: Matter, today: string): string => {
  const day = recorded && (datesIn(found, recorded, 'signed-on')[0] ?? filedOn(found, recorded));
  return day !== undefined && day < today ? day : today;
};

type Compared = Exclude<RecordedFact['what'], 'held-since' | 'signed-on'>;
const hundredths = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && number > 0 ? Math.round(number * 100) : undefined;
};
/** Member of the sale, and what of a record is the same thing; undefined: it says nothing of it. */
const MEMBERS: Readonly<Record<Compared, { member: keyof HouseSale; read: (value: unknown) => unknown }>> = {
  price: { member: 'priceFen', read: hundredths },
  area: { member: 'area', read: hundredths },
  use: { member: 'use', read: (value) => (typeof value === 'string' ? usedAs(value) : undefined) },
};

interface Fault {
  readonly field: string;
  readonly rule: string;
}

const differs = (found: Case, sale: HouseSale, fact: RecordedFact & { what: Compared }): Fault[] => {
  const { member, read } = MEMBERS[fact.what];
  const isOther = (value: unknown): boolean => {
    const same = read(value);
    return same !== undefined && same !== sale[member];
  };
  const written = fact.field !== undefined && isOther(found.form[fact.field]);
  const answered = answeredIn(found, fact).some(({ value }) => isOther(value));
  return [...(written ? [`/form/${fact.field}`] : []), ...(answered ? [`/sale/${member}`] : [])].map((field) => ({
    ...{ field, rule: `${fact.what}-differs` },
  }));
};

/** 孰先: the earliest day that anything has; where nothing has one, the years are the officer's word. */
const heldOtherwise = (found: Case, recorded: Recorded, sale: HouseSale, day: string): Fault[] => {
  const [first] = datesIn(found, recorded, 'held-since').toSorted();
  return first === undefined || wholeYears(first, day) === sale.heldYears
    ? []
    : [{ field: '/sale/heldYears', rule: 'held-differs' }];
};

const isCompared = (fact: RecordedFact): fact is RecordedFact & { what: Compared } => fact.what in MEMBERS;

/** What the form does not name nobody has answered about. */
const unnamed = ({ form }: Case, { facts }: Recorded): Fault[] => {
  const fields = facts.flatMap(({ answers }) => answers.map(({ about }) => about.field));
  return [...new Set(fields)]
    .filter((field) => form[field] === undefined)
    .map((field) => ({ field: `/form/${field}`, rule: 'field-missing' }));
};

/** Throws unprocessable, naming each member of the sale that differs from the record, and each field of the form. `day`: of the contract. */
export const assertRecorded = (found: Case, { recorded }: Matter, sale: HouseSale, day: string): void => {
  if (!recorded) return;
  const errors = [
    ...unnamed(found, recorded),
    ...recorded.facts.filter(isCompared).flatMap((fact) => differs(found, sale, fact)),
    ...heldOtherwise(found, recorded, sale, day),
  ];
  if (errors.length > 0)
    throw problem('unprocessable', {
      detail: `与登记、备案信息或申请表不一致；数据有误的，由当事人提出异议并提交证明（${recorded.basis}） differs from what was answered or written; who disagrees with an answer disputes it with his own proof`,
      errors,
    });
};

/** Fields of the form from which the matter reckons. */
export const reckonedFrom = ({ recorded }: Matter): string[] =>
  (recorded?.facts ?? []).flatMap(({ field }) => field ?? []);
