/** What the departments of the invented people know, by resource and by whom it is about: as their adapters would say it. */
import { cardAccountsOf } from '#city/generate/card-accounts.ts';
import { cardFrom, cardUntil } from '#city/generate/cards.ts';
import { minorsOf, pagesOf } from '#city/generate/households.ts';
import { generate } from '#city/generate/index.ts';
import { insuredOf } from '#city/generate/insurance.ts';
import { ELSEWHERE, marriagesOf } from '#city/generate/marriages.ts';
import { registersOfBirths } from './registers-of-births.ts';
import { type Register, registersOfFirms } from './registers-of-firms.ts';
import { registersOfHomes } from './registers-of-homes.ts';

export type Registers = Readonly<Record<string, Register>>;

const OFFICE = '永康市民政局婚姻登记处';

const by = <T>(all: readonly (readonly [string, T])[]) => {
  const found = new Map(all);
  return (code: string): T | undefined => found.get(code);
};

export const registers = (): Registers => {
  const population = generate();
  const { people } = population;
  const byCode = new Map(people.map((person) => [person.code, person]));
  const pages = pagesOf(people);
  const cards = cardAccountsOf(population);
  const married = marriagesOf(people).flatMap(({ partners, registeredOn }) =>
    partners.map(({ code, spouse }) => ({ code, registeredOn, office: OFFICE, widowed: spouse === undefined })),
  );
  const everywhere = by(
    [...married, ...ELSEWHERE.map((one) => ({ ...one, widowed: false }))].map(
      ({ code, registeredOn, office, widowed }) => [
        code,
        { single: widowed, state: widowed ? 'widowed' : 'married', registeredOn, office },
      ],
    ),
  );
  return {
    ...registersOfFirms(population),
    ...registersOfBirths(population),
    ...registersOfHomes(population),
    'public-security/identity': by(
      people.map((person) => [
        person.code,
        {
          ...{ holder: person.code, name: person.name, living: true, issuedBy: '永康市公安局' },
          ...{ validFrom: cardFrom(person), validUntil: cardUntil(person) ?? null },
        },
      ]),
    ),
    'public-security/household': (holder, _asked, day) => {
      const [person, page] = [byCode.get(holder), pages.get(holder)];
      // Nobody has a page before he is entered.
      if (!person || !page || page.registeredOn > day) return undefined;
      const { name, relation } = person;
      const { household: number, registeredOn } = page;
      return { holder, name, number, relation, local: true, registeredOn, minors: minorsOf(people, person, day) };
    },
    'civil-affairs/marital-status': (holder) => ({
      ...{ holder, ...(everywhere(holder) ?? { single: true, state: null, registeredOn: null, office: null }) },
    }),
    'civil-affairs/marriage': by(
      marriagesOf(people).flatMap(({ partners, registeredOn, number }) =>
        partners.map(({ code, name, spouse = null }) => [
          code,
          {
            ...{ holder: code, holderName: name, registeredOn, certificateNumber: number, spouse },
            ...{ state: spouse === null ? 'widowed' : 'married', married: spouse !== null },
            office: OFFICE,
          },
        ]),
      ),
    ),
    'human-resources/card-account': (holder, { account }) => {
      const card = cards.get(holder);
      return card && { holder, active: card.active, matches: card.account === account };
    },
    'human-resources/insurance-history': by(
      insuredOf(population).map(({ person, employer, ...facts }) => [
        person.code,
        {
          ...{ holder: person.code, place: '浙江省永康市', ...facts },
          ...{ employer: employer.name, employerCode: employer.code },
        },
      ]),
    ),
  };
};
