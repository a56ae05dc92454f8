/** The sample library 样例证照库 of the whole city: what each department has issued, in the order in which people and firms stand. Same seed and day, same bytes. */
import { castFirms, castPeople } from '../../cast.ts';
import type { Population } from '../../population.ts';
import type { Sample } from './declare.ts';
import { samplesOfFirms } from './firms.ts';
import { samplesOfPeople } from './people.ts';
import { samplesOfStaff } from './staff.ts';
import { samplesOfTitles } from './titles.ts';

export type { Sample } from './declare.ts';

/** `today`, yyyy-mm-dd: nothing is issued later. */
export const sampleLibrary = (population: Population, today: string): readonly Sample[] =>
  [
    ...samplesOfPeople(population),
    ...samplesOfFirms(population, today),
    ...samplesOfTitles(population),
    ...samplesOfStaff(population, today),
  ].filter(({ request }) => request.issuedOn <= today);

const CAST = new Set([...castPeople, ...castFirms].map(({ code }) => code));

/** Whose holders the scenarios name. */
export const ofTheCast = ({ request }: Sample): boolean => request.holders.some(({ code }) => CAST.has(code));
