/** 办件 as the city tells it once it was played: its state and results, and its trip 数据跑腿. Nothing of it is kept by the player. */
import type { CaseState, CaseView, TaskResult } from '#schemas/case.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import type { Bilingual } from '#schemas/department.ts';
import { type CaseDesk, WINDOW } from './desk.ts';
import { atWork } from './officer.ts';
import type { Begun } from './plan.ts';

type Counted = Pick<CaseTrip['forms'], 'before' | 'after'>;

export interface CaseReport {
  /** A1, A2. */
  readonly scenario: string;
  readonly case: string;
  readonly name: Bilingual;
  readonly state: CaseState;
  /** At each counter by itself, and as they were noted. */
  readonly visits: Counted;
  readonly forms: Counted;
  readonly papersHandedIn: readonly Bilingual[];
  /** `by`: what takes its place; `awaited`: that has not come, and nobody asks for the paper. */
  readonly papersNotAskedFor: readonly (Bilingual & { readonly by: Bilingual; readonly awaited?: true })[];
  readonly travelled: readonly {
    readonly exchange: string;
    readonly from: string;
    readonly resource: string;
    readonly matter: string;
    readonly party: string;
    readonly fields: readonly string[];
    readonly certificate?: string;
  }[];
  readonly results: readonly ({ readonly matter: string } & TaskResult)[];
  /** Day by which it was promised. */
  readonly due?: string;
}

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
  const due = view.clock?.dues[0]?.date;
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
