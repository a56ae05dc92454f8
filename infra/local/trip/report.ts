/** 办件 as the city tells it once it was played: state, visits, papers, and what travelled for it. Nothing of it is kept by the player. */
import type * as z from 'zod';
import type { CaseState, CaseView, TaskResult } from '#schemas/case.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { MatterView, Situated } from '#schemas/matter-view.ts';
import { type CaseDesk, type Fact, factsIn, type Listed, WINDOW } from './desk.ts';
import { type AtWork, atWork } from './officer.ts';
import type { Begun } from './plan.ts';

export interface CaseReport {
  /** A1, A2. */
  readonly scenario: string;
  readonly case: string;
  readonly name: Bilingual;
  readonly state: CaseState;
  /** Visits to the hall that the case has noted. */
  readonly visits: number;
  readonly forms: { readonly before: number; readonly after: number };
  /** By the catalogue of the day on which it was filed: what was handed in, and what nobody asked for. */
  readonly papersHandedIn: readonly Bilingual[];
  readonly papersNotAskedFor: readonly Bilingual[];
  /** 数据跑腿: taken into the case with the hub's receipt. */
  readonly travelled: readonly {
    readonly exchange: string;
    readonly matter: string;
    readonly resource: string;
    readonly party: string;
    readonly fields: readonly string[];
    readonly certificate?: string;
  }[];
  readonly results: readonly ({ readonly matter: string } & TaskResult)[];
  /** Day by which it was promised. */
  readonly due?: string;
}

interface Paper {
  readonly key: string;
  readonly name: Bilingual;
}

/** Every paper that the catalogue knows for the case, in its situation, and the forms before. */
const papersOf = async (hall: AtWork, { subject, answers, pinned }: CaseView) => {
  const on = pinned?.filedOn;
  if ('bundle' in subject) {
    const asked = { answers, ...(on === undefined ? {} : { on }) };
    const { papers, figures } = await hall.send<z.infer<typeof Situated>>(`bundles/${subject.bundle}/situation`, asked);
    const all = papers.map(({ matter, material, name }): Paper => ({ key: `${matter}/${material}`, name }));
    return { all, forms: figures.forms };
  }
  const { matter } = await hall.look<MatterView>(`matters/${subject.matter}${on === undefined ? '' : `?on=${on}`}`);
  const all = matter.materials.map(({ id, name }): Paper => ({ key: `${subject.matter}/${id}`, name }));
  return { all, forms: { before: 1, after: 1 } };
};

const travelled = ({ party, receipt: { exchange, matter, resource, fields, certificate } }: Fact) => ({
  ...{ exchange, matter, resource, party, fields },
  ...(certificate === undefined ? {} : { certificate }),
});

const reportOf = async (scenario: string, { play, id }: CaseDesk): Promise<CaseReport> => {
  const hall = atWork(play, WINDOW);
  const view = await hall.look<CaseView>(`cases/${id}`);
  const [events, { all, forms }] = await Promise.all([hall.look<Listed>(`cases/${id}/events`), papersOf(hall, view)]);
  const asked = new Set(view.materials.flatMap(({ material, state }) => (state === 'waived' ? [] : [material])));
  const due = view.clock?.dues[0]?.date;
  return {
    ...{ scenario, case: id, name: view.name, state: view.state, visits: view.visits.length, forms },
    papersHandedIn: view.materials.flatMap(({ handedIn, name }) => (handedIn ? [name] : [])),
    papersNotAskedFor: all.flatMap(({ key, name }) => (asked.has(key) ? [] : [name])),
    travelled: factsIn(events).map(travelled),
    results: view.tasks.flatMap(({ matter, result }) => (result ? [{ matter, ...result }] : [])),
    ...(due === undefined ? {} : { due }),
  };
};

/** Of those that were opened. */
export const reportsOf = async (scenario: string, desks: readonly Begun<CaseDesk>[]): Promise<CaseReport[]> => {
  const outcomes = await Promise.all(desks.map(({ outcome }) => outcome));
  return Promise.all(outcomes.flatMap((one) => (one.done ? [reportOf(scenario, one.value)] : [])));
};
