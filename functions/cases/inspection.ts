/** 联合踏勘 as it stands: whose it is, whether all have signed the one sheet, and what of it failed. */
import { canonical } from '#functions/kernel/canonical.ts';
import { sha256 } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { commitmentOf } from './commitment.ts';
import { isEnded } from './settle.ts';
import type { Case, JointInspection } from './state.ts';

/** That of the moment, when the task is one of those that it is about. */
export const inspectionOf = ({ inspection }: Case, task: string): JointInspection | undefined =>
  inspection?.matters.includes(task) ? inspection : undefined;

/** Who still has to look: a task that ended meanwhile keeps nobody waiting. */
export const lookingIn = (found: Case, { matters }: JointInspection): string[] =>
  matters.filter(
    (matter) => !commitmentOf(found, matter) && found.tasks.some((task) => task.matter === matter && !isEnded(task)),
  );

/** What every body signs: the sheets of all of them. */
export const sheetOf = ({ round, at, place, sheets }: JointInspection): string =>
  sha256(canonical({ round, at, place, sheets: sheets.toSorted((a, b) => (a.task < b.task ? -1 : 1)) }));

export const isSigned = (found: Case, joint: JointInspection): boolean =>
  joint.sheets.length > 0 &&
  lookingIn(found, joint).every((matter) => joint.signatures.some(({ task }) => task === matter));

/** Tasks in which something failed. */
export const failedIn = ({ sheets }: JointInspection): string[] =>
  sheets.filter(({ items }) => items.some(({ found }) => found === 'failed')).map(({ task }) => task);

export const withInspection = (found: Case, change: (one: JointInspection) => JointInspection): Case =>
  found.inspection ? { ...found, inspection: change(found.inspection) } : found;

const refused = (cause: string, detail: string) => problem('conflict', { detail: `${detail} ${cause}`, cause });

/** Throws conflict: what is inspected is approved when all have signed and nothing of it failed. */
export const assertInspected = (found: Case, task: string): void => {
  const joint = inspectionOf(found, task);
  // 告知承诺: looked at afterwards.
  if (!joint || commitmentOf(found, task)) return;
  if (!isSigned(found, joint)) throw refused('inspection-not-signed', '联合踏勘尚未签字');
  if (failedIn(joint).includes(task)) throw refused('failed-items-open', '踏勘项目未通过');
};

/** Throws conflict: what a joint inspection found wrong is told once for all bodies, never by one of them. */
export const assertNotOfInspection = (found: Case, task: string): void => {
  const joint = inspectionOf(found, task);
  if (joint && !joint.notified && failedIn(joint).includes(task))
    throw refused('one-notice-for-the-inspection', '联合踏勘问题须一次性告知');
};
