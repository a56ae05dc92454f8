/** Who of the invented people was ever insured, by whom and until when; every third is still in work. */
import type { Firm, Person, Population } from '../population.ts';

export interface Insured {
  readonly person: Person;
  readonly employer: Firm;
  readonly number: string;
  readonly since: string;
  /** Month. */
  readonly paidUntil: string;
  readonly months: number;
  readonly leftOn: string | null;
  /** Yuan. */
  readonly base: number;
}

const LAST_MONTH = '2025-08';
/** A working life begins in the July of the year in which somebody is 23. */
const sinceOf = ({ bornOn }: Person): string => `${Number(bornOn.slice(0, 4)) + 23}-07-01`;
const monthsBetween = (from: string, until: string): number =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(until.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  1;

export const insuredOf = ({ people, firms }: Population): readonly Insured[] =>
  people
    .filter(({ bornOn }) => bornOn > '1965' && bornOn < '2000')
    .flatMap((person, i) => {
      const employer = firms[(i * 7 + 1) % firms.length];
      const since = sinceOf(person);
      return employer === undefined
        ? []
        : {
            ...{ person, employer, since, paidUntil: LAST_MONTH, months: monthsBetween(since, LAST_MONTH) },
            number: `3307${String(10_000_000 + i)}`,
            leftOn: i % 3 === 0 ? null : `${LAST_MONTH}-31`,
            base: 4_000 + (i % 40) * 100,
          };
    });
