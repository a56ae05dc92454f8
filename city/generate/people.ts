/** Households of the sample city: couples, widowed, single people, their children and parents. */
import { canStandInNumber, YONGKANG, YONGKANG_COUNTY } from '../divisions.ts';
import type { Person } from '../population.ts';
import { citizenId, dateOf, daysOf, SEQUENCES } from './codes.ts';
import { addressIn, townOf } from './places.ts';
import type { Chance } from './prng.ts';
import { GIVEN, SURNAMES } from './words.ts';

const NEIGHBOURS = ['330723', '330727', '330783', '331122', '330724', '332526'] as const;
type Sex = Person['sex'];

/** Most of those born in the county days were numbered in them; some adults moved in from the neighbouring counties. */
const divisionOf = (chance: Chance, year: number, moved: boolean): string => {
  const elsewhere = chance.pick(NEIGHBOURS);
  if (moved && chance.percent(12) && canStandInNumber(elsewhere, year)) return elsewhere;
  return chance.percent(60) && canStandInNumber(YONGKANG_COUNTY, year) ? YONGKANG_COUNTY : YONGKANG;
};

/** Makes people one by one; no number is given out twice. */
const births =
  (chance: Chance, taken: Set<string>) =>
  (
    sex: Sex,
    [from, to]: readonly [number, number],
    surname: string,
    rest: Pick<Person, 'household' | 'relation' | 'address' | 'marriage'>,
  ): Person => {
    for (;;) {
      const bornOn = dateOf(daysOf(`${from}-01-01`) + chance.int(0, (to - from + 1) * 365 - 1));
      const division = divisionOf(chance, Number(bornOn.slice(0, 4)), rest.relation !== 'child');
      const code = citizenId(division, bornOn, chance.pick(SEQUENCES[sex]));
      if (taken.has(code)) continue;
      taken.add(code);
      return { code, name: surname + chance.pick(GIVEN[sex]), sex, bornOn, ...rest };
    }
  };

/** `first`: number of the first household. Returns at least `count` people. */
export const makePeople = (chance: Chance, count: number, first: number, taken: Set<string>): Person[] => {
  const born = births(chance, taken);
  const people: Person[] = [];
  for (let household = first; people.length < count; household++) {
    const at = { household, address: addressIn(chance, townOf(chance)) };
    const surname = chance.pick(SURNAMES);
    const decade = chance.int(1950, 1995);
    const sex: Sex = chance.percent(85) ? 'male' : 'female';
    const married = chance.percent(75);
    const alone = decade < 1965 && chance.percent(50) ? 'widowed' : 'unmarried';
    const head = born(sex, [decade, decade + 4], surname, {
      ...at,
      relation: 'head',
      marriage: married ? 'married' : alone,
    });
    people.push(head);
    if (!married) continue;
    const other = sex === 'male' ? 'female' : 'male';
    const spouse = born(other, [decade + 1, decade + 6], chance.pick(SURNAMES), {
      ...at,
      relation: 'spouse',
      marriage: 'married',
    });
    head.spouse = spouse.code;
    spouse.spouse = head.code;
    people.push(spouse);
    const father = sex === 'male' ? head : spouse;
    for (let children = chance.int(0, 2); children > 0; children--)
      people.push(
        born(chance.percent(52) ? 'male' : 'female', [decade + 26, decade + 29], father.name.slice(0, 1), {
          ...at,
          relation: 'child',
          marriage: 'unmarried',
        }),
      );
    if (decade >= 1960 && chance.percent(20))
      people.push(
        born('female', [decade - 26, decade - 23], chance.pick(SURNAMES), {
          ...at,
          relation: 'parent',
          marriage: 'widowed',
        }),
      );
  }
  return people;
};
