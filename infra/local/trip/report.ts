/** 办件 as the city tells it once it was played: its state and results, and its trip 数据跑腿. Nothing of it is kept by the player. */
import { dueOf } from '#functions/cases/deadline.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import type { CaseReport, Counted } from './case-report.ts';
import { type CaseDesk, WINDOW } from './desk.ts';
import { atWork } from './officer.ts';
import type { Begun } from './plan.ts';

const countsOf = ({ before, after }: Counted): Counted => ({ before, after });

const travelled = ({ exchange, from, what, matter, party, fields, certificate }: CaseTrip['travelled'][number]) => ({
  ...{ exchange, from: from.id, resource: what.id, matter, party, fields: fields.map(({ pointer }) => pointer) },
  ...(certificate === undefined ? {} : { certificate }),
});

const spared = ({ name, by, awaited }: CaseTrip['papers']['notAskedFor'][number]) => ({
  ...{ ...name, by },
  ...(awaited ? { awaited: true as const } : {}),
});

const reportOf = async (scenario: string, { play, id }: CaseDesk): Promise<CaseReport> => {
  const hall = atWork(play, WINDOW);
  const [view, trip] = await Promise.all([hall.look<CaseView>(`cases/${id}`), hall.look<CaseTrip>(`cases/${id}/trip`)]);
  const due = dueOf(view.clock);
  return {
    ...{ scenario, case: id, name: view.name, state: view.state },
    ...{ visits: countsOf(trip.visits), forms: countsOf(trip.forms) },
    papersHandedIn: view.materials.flatMap(({ handedIn, name }) => (handedIn ? [name] : [])),
    papersNotAskedFor: trip.papers.notAskedFor.map(spared),
    travelled: trip.travelled.map(travelled),
    results: view.tasks.flatMap(({ matter, result }) => (result ? [{ matter, ...result }] : [])),
    ...(due === undefined ? {} : { due }),
  };
};

/** Of those that were opened. */
export const reportsOf = async (scenario: string, desks: readonly Begun<CaseDesk>[]): Promise<CaseReport[]> => {
  const outcomes = await Promise.all(desks.map(({ outcome }) => outcome));
  return Promise.all(outcomes.flatMap((one) => (one.done ? [reportOf(scenario, one.value)] : [])));
};
