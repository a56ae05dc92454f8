/** Tasks of a case: found by name, changed alone, opened when what they wait for is completed in writing. Source: ZJ-2018 art. 5. */
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import { isEnded, isFailed } from './settle.ts';
import type { Case, Task } from './state.ts';
import { type TaskMove, taskLifecycle } from './task-lifecycle.ts';

/** Throws not-found when the case has no such task; conflict when the move is not possible. */
export const taskFor = (found: Case, matter: string, move: TaskMove): Task => {
  const task = found.tasks.find((one) => one.matter === matter);
  if (!task) throw problem('not-found', { detail: '本办件无此子办件 the case has no such task' });
  step(taskLifecycle, task.state, move);
  return task;
};

export const withTask = (found: Case, matter: string, change: (task: Task) => Task): Case => ({
  ...found,
  tasks: found.tasks.map((task) => (task.matter === matter ? change(task) : task)),
});

const completed = (tasks: readonly Task[], matter: string): boolean =>
  tasks.some((task) => task.matter === matter && task.state === 'approved');
/** Throws conflict. */
export const assertItsTurn = ({ tasks }: Pick<Case, 'tasks'>, { after }: Task): void => {
  if (after.every((id) => completed(tasks, id))) return;
  throw problem('conflict', { detail: '前序尚未办结 what it waits for is not completed', cause: 'before-its-turn' });
};
const failed = (tasks: readonly Task[], matter: string | undefined): boolean =>
  tasks.some((task) => task.matter === matter && isFailed(task));

/** The last completion of those before it, in whichever order they were told; `at` when there are none. */
const openingOf = ({ tasks, acceptedAt = 0 }: Case, { after }: Task, at: number): number =>
  after.length === 0
    ? at
    : Math.max(acceptedAt, ...after.map((id) => tasks.find(({ matter }) => matter === id)?.decision?.at ?? 0));

/** Opens what waits for nothing more; ends what waits for what will never come. */
export const advanced = (found: Case, at: number): Case => {
  for (const task of found.tasks) {
    const vain = !isEnded(task) && failed(found.tasks, task.serves);
    if (task.state !== 'waiting' && !vain) continue;
    if (vain || task.after.some((id) => failed(found.tasks, id)))
      return advanced(
        withTask(found, task.matter, (one) => ({ ...one, state: 'ended' })),
        at,
      );
    if (task.after.every((id) => completed(found.tasks, id)))
      return advanced(
        withTask(found, task.matter, (one) => ({ ...one, state: 'open', openedAt: openingOf(found, task, at) })),
        at,
      );
  }
  return found;
};

/** 先照后证: what others wait for is issued at once. */
export const isWaitedFor = ({ tasks }: Case, matter: string): boolean =>
  tasks.some(({ after }) => after.includes(matter));

/** Issued as the output says, not because others wait for it. */
export const issuedIn = (found: Case): readonly Task[] =>
  found.tasks.filter(({ result, matter }) => result !== undefined && !isWaitedFor(found, matter));

/** What stands and falls with the matter: its own task, what is done for its sake alone, and what waits for any of them. */
export const fallingWith = ({ tasks }: Pick<Case, 'tasks'>, matter: string): string[] => {
  const fallen = new Set([matter]);
  for (let before = 0; before < fallen.size; ) {
    before = fallen.size;
    for (const { matter: one, serves = '', after } of tasks)
      if (fallen.has(serves) || after.some((id) => fallen.has(id))) fallen.add(one);
  }
  return [...fallen];
};

/** Every task that still runs ends with its case. */
export const allEnded = (found: Case): Case => ({
  ...found,
  tasks: found.tasks.map((task) =>
    task.state === 'approved' || task.state === 'denied' ? task : { ...task, state: 'ended' },
  ),
});
