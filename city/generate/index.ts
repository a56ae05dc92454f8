/** The sample city from one seed: the cast first, then its neighbours. Invented people only; the same seed gives the same bytes. */
import { castFirms, castLeases, castPeople, castTitles } from '../cast.ts';
import type { Population } from '../population.ts';
import { makeFirms } from './firms.ts';
import { makeLeases } from './leases.ts';
import { makePeople } from './people.ts';
import { chance } from './prng.ts';
import { makeTitles } from './titles.ts';

const SEED = 'yongkang';
const AS_OF = '2026-09-30';

export const generate = (seed: string = SEED): Population => {
  // One stream of chance for each part: more people do not change the firms' names.
  const stream = (part: string) => chance(`${seed}/${part}`);
  const people = makePeople(stream('people'), 240, castPeople.length + 1, new Set(castPeople.map(({ code }) => code)));
  const adults = people.filter((person) => person.bornOn > '1955' && person.bornOn < '1998');
  const names = new Set(castFirms.flatMap(({ code, name }) => [code, name]));
  const firms = makeFirms(stream('firms'), 72, adults, names);
  const titles = makeTitles(stream('titles'), people, firms);
  return {
    seed,
    asOf: AS_OF,
    people: [...castPeople, ...people],
    firms: [...castFirms, ...firms],
    titles: [...castTitles, ...titles],
    leases: [...castLeases, ...makeLeases(stream('leases'), titles, firms)],
  };
};
