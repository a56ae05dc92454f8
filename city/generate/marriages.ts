/** Registered marriages of the invented couples; of who is widowed, the one that there was. */
import { XU_JI } from '../cast.ts';
import type { Person } from '../population.ts';

export interface Marriage {
  /** The couple, or the one who is left. */
  readonly partners: readonly [Person] | readonly [Person, Person];
  readonly registeredOn: string;
  /** 结婚证字号: J, division, year, number. */
  readonly number: string;
}

/** Registered in another province: the city's own books know nothing of them, the register of all places does. */
export const ELSEWHERE = [
  { code: XU_JI, registeredOn: '2015-05-20', office: '上海市徐汇区民政局婚姻登记中心' },
] as const;

/** A marriage is registered at 22 at the earliest; the day follows from the younger one. */
const dayOf = ({ bornOn }: Person): string =>
  `${Number(bornOn.slice(0, 4)) + 27}-0${(Number(bornOn.slice(8)) % 9) + 1}-18`;

/** Each once, in the order of the people. */
export const marriagesOf = (people: readonly Person[]): readonly Marriage[] => {
  const by = new Map(people.map((person) => [person.code, person]));
  return people
    .filter(({ marriage, code, spouse }) => marriage !== 'unmarried' && (spouse === undefined || code < spouse))
    .map((person, i) => {
      const other = person.spouse === undefined ? undefined : by.get(person.spouse);
      const registeredOn = dayOf(other && other.bornOn > person.bornOn ? other : person);
      return {
        partners: other ? [person, other] : [person],
        registeredOn,
        number: `J330784-${registeredOn.slice(0, 4)}-${String(i + 1).padStart(6, '0')}`,
      };
    });
};
