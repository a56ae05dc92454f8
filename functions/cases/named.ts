/** What an act names must be there: a task of the case, an officer of the department that is to work on it, what was asked. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { Case } from './state.ts';

/** Throws unprocessable with the tasks that there are; before the filing there are none, and every act on one is refused as too early. */
export const assertTask = ({ tasks }: Case, task: string | undefined): void => {
  const matters = tasks.map(({ matter }) => matter);
  if (task === undefined || matters.length === 0 || matters.includes(task)) return;
  throw problem('unprocessable', {
    detail: `本办件无此子办件 the case has no such task; its tasks: ${matters.join(', ')}`,
    errors: [{ field: '/task', rule: 'task-unknown' }],
  });
};

/** 承办人: registered, and of the department that has the task or is to have it. Throws unprocessable. */
export const assertOfficer = (snapshot: IndexedSnapshot, { tasks }: Case, body: CaseAct): void => {
  if (body.act !== 'reassign' || body.officer === undefined) return;
  const department = body.department ?? tasks.find(({ matter }) => matter === body.task)?.department;
  const officer = snapshot.officer(body.officer);
  if (officer && !officer.suspended && officer.department === department) return;
  throw problem('unprocessable', { errors: [{ field: '/officer', rule: 'no-officer-of-that-department' }] });
};

/** Nobody can have asked for what no catalogue holds. Throws unprocessable. */
export const assertResource = (snapshot: IndexedSnapshot, body: CaseAct): void => {
  if (body.act !== 'fact-failed' || snapshot.resource(body.resource)) return;
  throw problem('unprocessable', { errors: [{ field: '/resource', rule: 'resource-unknown' }] });
};
