/** 社会保障卡 with its account: who was ever insured has one, under a bank's number that is none. */
import type { Person, Population } from '../population.ts';
import { insuredOf } from './insurance.ts';

/** No bank issues under it. */
const NO_BANK = '629999';

/** Luhn, as on every card. */
const checkDigit = (body: string): string => {
  const sum = [...body].toReversed().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

/** Account, and whether its holder has had it opened; every eleventh has not. By citizen number. */
export const cardAccountsOf = (
  population: Population,
): ReadonlyMap<Person['code'], { readonly account: string; readonly active: boolean }> =>
  new Map(
    insuredOf(population).map(({ person, number }, i) => {
      const body = `${NO_BANK}${number}`;
      return [person.code, { account: `${body}${checkDigit(body)}`, active: i % 11 !== 10 }];
    }),
  );
