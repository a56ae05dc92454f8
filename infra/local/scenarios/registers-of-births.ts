/** What the maternity hospital and the police know of a child: certificates by mother and day, and the page that the entry makes. */
import { dateOf, daysOf } from '#city/generate/codes.ts';
import type { Person, Population } from '#city/population.ts';
import type { Register } from './registers-of-firms.ts';

/** Issued a fortnight after the birth, when the parents have agreed on a name. */
const ISSUED_AFTER_DAYS = 14;

export const registersOfBirths = ({ people }: Population): Readonly<Record<string, Register>> => {
  const byCode = new Map(people.map((person) => [person.code, person]));
  const childOf = ({ household }: Person, bornOn: unknown) =>
    people.find((one) => one.household === household && one.relation === 'child' && one.bornOn === bornOn);
  return {
    'health/birth-record': (mother, { bornOn }, day) => {
      const woman = byCode.get(mother);
      const child = woman && childOf(woman, bornOn);
      if (!child) return undefined;
      const issuedOn = dateOf(daysOf(child.bornOn) + ISSUED_AFTER_DAYS);
      const father = woman.spouse === undefined ? null : (byCode.get(woman.spouse)?.name ?? null);
      return issuedOn > day
        ? undefined
        : {
            ...{ mother, certificateNumber: `Q330${child.bornOn.slice(2).replaceAll('-', '')}`, void: false },
            ...{ childName: child.name, sex: child.sex, bornOn: child.bornOn, father, issuedOn },
            bornAt: '永康市妇幼保健院',
          };
    },
  };
};
