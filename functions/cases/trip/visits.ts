/** 跑腿次数: how often somebody came, whose visit it was and why; and how often he would have come to each counter by itself. */
import { visitsAtCounters } from '#functions/matters/marks.ts';
import type { CaseVisit } from '#schemas/case.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Case } from '../state.ts';
import { type Naming, placeIn } from './names.ts';

/** What an agent 代办 goes is not gone by the citizen. */
const isCitizen = ({ parties }: Case, { party }: CaseVisit): boolean =>
  parties.find(({ id }) => id === party)?.role !== 'agent';

export const visitsOfTrip = (found: Case, all: readonly Matter[], { matters }: Naming) => {
  const noted = found.visits.map((visit) => ({
    ...visit,
    name: placeIn(matters, visit.place),
    citizen: isCitizen(found, visit),
  }));
  const own = noted.filter(({ citizen }) => citizen);
  const further = own.filter(({ party }, i) => own.findIndex((one) => one.party === party) < i);
  return {
    before: all.reduce((sum, matter) => sum + visitsAtCounters(matter).length, 0),
    after: own.length,
    noted,
    once: further.length === 0,
    further: further.map(({ party, at, reason }) => ({ party, at, reason })),
  };
};
