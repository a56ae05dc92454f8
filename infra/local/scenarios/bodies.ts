/** Who decides what: the officer of the body, or the second officer of the hall for a body that has not joined. */
import { officers } from '#city/officers.ts';
import type { CaseView } from '#schemas/case.ts';
import { paper } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';

const OF_THE_HALL = 'officer-ying-jie';

const approverOf = (department: string | undefined): string | undefined =>
  officers.find((one) => one.department === department && one.roles.includes('approval-officer'))?.id;

export const officerOf = ({ tasks }: CaseView, matter: string): string =>
  approverOf(tasks.find((task) => task.matter === matter)?.department) ?? OF_THE_HALL;

export const decided = async (stage: Stage, id: string, task: string): Promise<CaseView> =>
  taken(stage.act(id, { act: 'decide', task, decision: 'approve' }, { as: officerOf(await stage.get(id), task) }));

export const resulted = async (stage: Stage, id: string, task: string): Promise<CaseView> => {
  const view = await stage.get(id);
  const name = view.tasks.find(({ matter }) => matter === task)?.name ?? { zh: '办理结果', en: 'result' };
  const result = { document: { number: `永康${view.pinned?.filedOn ?? ''}-${task}`, name } };
  return taken(stage.act(id, { act: 'record-result', task, result }, { as: officerOf(view, task) }));
};

/** Hands in, on paper, whatever the case still lacks. */
export const broughtAll = async (stage: Stage, id: string, onBehalf: string): Promise<void> => {
  const lacks = (await stage.get(id)).materials.filter(({ state }) => state === 'missing');
  if (lacks.length > 0)
    await taken(stage.act(id, { act: 'hand-in', materials: lacks.map((one) => paper(one.material)), onBehalf }));
};
