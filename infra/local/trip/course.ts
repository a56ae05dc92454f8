/** The course of a case, from wherever it stands: what is done already is seen from the case and not done again. */
import type { CaseTask, CaseView, TaskResult } from '#schemas/case.ts';
import { paper } from '../scenarios/restaurant.ts';
import { type CaseDesk, WINDOW } from './desk.ts';

export interface Filing {
  /** Parties that come to the hall for it, and why. */
  readonly visits: readonly string[];
  readonly reason: string;
  /** 同一次到场: the case in which their visit is noted. */
  readonly sameAs?: string;
  readonly onBehalf: string;
  /** 以其他方式证明: what need not be handed in, and why. ZJ-2018 art. 9. */
  readonly waived?: Readonly<Record<string, string>>;
}

const PLACE = 'yongkang-hall';

/** Filed; whatever is then still asked for is handed in on paper, once; accepted. */
export const takenIn = async (
  desk: CaseDesk,
  { visits, reason, sameAs, onBehalf, waived = {} }: Filing,
): Promise<CaseDesk> => {
  if (desk.view().state === 'draft') {
    const same = sameAs === undefined ? {} : { sameAs };
    for (const party of visits) await desk.act(WINDOW, { act: 'note-visit', party, place: PLACE, reason, ...same });
    await desk.act(WINDOW, { act: 'file', onBehalf });
  }
  if (desk.view().state === 'received') {
    const missing = () => desk.view().materials.filter(({ state }) => state === 'missing');
    for (const { material } of missing()) {
      const why = waived[material];
      if (why !== undefined) await desk.act(WINDOW, { act: 'waive-material', material, reason: why });
    }
    const materials = missing().map(({ material }) => paper(material));
    if (materials.length > 0) await desk.act(WINDOW, { act: 'hand-in', materials, onBehalf });
    await desk.act(WINDOW, { act: 'accept' });
  }
  return desk;
};

/** Throws when the case has no such task. */
export const taskOf = ({ tasks }: CaseView, matter: string): CaseTask => {
  const task = tasks.find((one) => one.matter === matter);
  if (!task) throw new Error(`the case has no task ${matter}`);
  return task;
};

/** By an officer of the body whose task it is. */
export const approved = async (desk: CaseDesk, task: string, officer: string): Promise<CaseTask> => {
  if (taskOf(desk.view(), task).state !== 'approved')
    await desk.act(officer, { act: 'decide', task, decision: 'approve' });
  return taskOf(desk.view(), task);
};

/** `make` is called where the task has no result yet. */
export const resulted = async (
  desk: CaseDesk,
  task: string,
  officer: string,
  make: () => Promise<TaskResult>,
): Promise<TaskResult> => {
  const before = taskOf(desk.view(), task).result;
  if (before) return before;
  const result = await make();
  await desk.act(officer, { act: 'record-result', task, result });
  return result;
};

export interface HandedOut {
  readonly way: 'window' | 'courier' | 'electronic';
  /** Id of a party. */
  readonly to: string;
  readonly waybill?: string;
}

/** One output, its delivery, and the end. */
export const handedOut = async (desk: CaseDesk, how: HandedOut): Promise<void> => {
  if (desk.view().state === 'decided') await desk.act(WINDOW, { act: 'put-out' });
  if (desk.view().state === 'output') await desk.act(WINDOW, { act: 'deliver', ...how });
  if (desk.view().state === 'delivered') await desk.act(WINDOW, { act: 'close' });
};
