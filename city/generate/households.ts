/** 户口登记 of the invented people: pages of a household in their order, and whose minor children live in it. */
import type { Person } from '../population.ts';
import { dateOf, daysOf } from './codes.ts';

const OF_AGE = 18;

export interface Page {
  /** 户号: division and six digits. */
  readonly household: string;
  /** From 1 on, as it stands in the book. */
  readonly page: number;
  readonly registeredOn: string;
}

/** Who moved in was entered when he came, everybody else within a month of his birth. */
const enteredOn = ({ code, bornOn }: Person): string => {
  const moved = !code.startsWith('330784') && !code.startsWith('330722');
  return dateOf(daysOf(bornOn) + (moved ? 26 * 365 : 20));
};

/** By citizen number. */
export const pagesOf = (people: readonly Person[]): ReadonlyMap<string, Page> => {
  const last = new Map<number, number>();
  return new Map(
    people.map((person) => {
      const page = (last.get(person.household) ?? 0) + 1;
      last.set(person.household, page);
      const household = `330784${String(person.household).padStart(6, '0')}`;
      return [person.code, { household, page, registeredOn: enteredOn(person) }];
    }),
  );
};

/** 未成年子女 of who heads a household, or is married to who does: under 18 on `day`, and born by then. */
export const minorsOf = (people: readonly Person[], { household, relation }: Person, day: string): string[] => {
  if (relation !== 'head' && relation !== 'spouse') return [];
  const bornAfter = `${Number(day.slice(0, 4)) - OF_AGE}${day.slice(4)}`;
  return people
    .filter((one) => one.household === household && one.relation === 'child')
    .filter(({ bornOn }) => bornOn > bornAfter && bornOn <= day)
    .map(({ code }) => code);
};
