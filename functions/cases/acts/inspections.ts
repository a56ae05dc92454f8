/** 现场勘查: whoever must look goes together, signs one sheet, and what failed is told once. ZJ-2018 art. 18; 行政许可法 34. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { passes, problem } from '#functions/kernel/problem.ts';
import { addWorkdays } from '#functions/kernel/workdays.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { assertAhead } from '../ahead.ts';
import { commitmentOf } from '../commitment.ts';
import { failedIn, inspectionOf, isSigned, lookingIn, sheetOf, withInspection } from '../inspection.ts';
import { isEnded } from '../settle.ts';
import { type Case, isAccepted, type JointInspection, type Task } from '../state.ts';
import { taskFor, withTask } from '../tasks.ts';
import { templateOf } from '../template.ts';

const refused = (cause: string, detail: string) => problem('conflict', { detail: `${detail} ${cause}`, cause });
const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** Bodies that must look together: those of the template whose tasks still run and were not decided on a commitment. */
const together = (found: Case, { matters }: Pick<Acting, 'matters'>) => {
  const declared = found.pins && templateOf(matters, found.subject, found.pins)?.inspection;
  if (!declared) return undefined;
  const tasks = found.tasks.filter(
    (task) => declared.matters.includes(task.matter) && !isEnded(task) && !commitmentOf(found, task.matter),
  );
  return { ...declared, matters: tasks.map(({ matter }) => matter) };
};

type Looking = Pick<Acting, 'matters' | 'actor' | 'now'>;

/** Throws for who does not convene it; returns what is declared. */
const convened = (found: Case, task: string, acting: Looking) => {
  const declared = together(found, acting);
  if (!declared) throw refused('no-joint-inspection', '模板未设联合踏勘');
  const convener = acting.matters.body(declared.convenedBy)?.department;
  if (taskFor(found, task, 'attend').department !== convener || acting.actor.department !== convener)
    throw refused('not-the-convener', '仅牵头部门可组织联合踏勘');
  return declared;
};

/** Matters to be looked at: all of them, or in the next round those in which something failed. Throws conflict where there are none. */
const toInspect = (found: Case, task: string, acting: Looking) => {
  const declared = convened(found, task, acting);
  const before = found.inspection;
  const again = before !== undefined && isSigned(found, before);
  const matters = again ? failedIn(before) : declared.matters;
  if (matters.length === 0) throw refused('nothing-to-inspect', '无待踏勘事项');
  if (again && found.tasks.some(({ matter, state }) => matters.includes(matter) && state === 'returned'))
    throw refused('not-mended-yet', '尚在整改 what failed was not told to be mended');
  return { declared, before, again, matters };
};

export const setInspection: Act<'set-inspection'> = {
  name: 'set-inspection',
  move: 'work',
  decide: (found, body, acting) => {
    const { declared, before, again, matters } = toInspect(found, body.task, acting);
    const [at, by] = [Date.parse(body.at), dueOf(found, declared.byWorkday, acting)];
    if (at < acting.now) throw wrong('/at', 'not-in-the-past');
    assertAhead('/at', beijingDate(at), acting.now);
    const late = !again && beijingDate(at) > by;
    if ((late || (before && !again)) && body.reason === undefined)
      throw wrong('/reason', late ? 'later-than-the-template' : 'changed-without-reason');
    const round = (before?.round ?? 0) + (again || !before ? 1 : 0);
    return { ...asSent<'set-inspection'>(found, body), matters, by, round };
  },
  apply: (found, { task, at, place, matters, by, round }) => ({
    ...found,
    inspection: { round, convener: task, at: Date.parse(at), place, by, matters, sheets: [], signatures: [] },
    inspected: [...found.inspected, ...heldBefore(found)],
  }),
};

/** What was written stays, though its date was changed before all had signed. */
const heldBefore = (found: Case): JointInspection[] => {
  const before = found.inspection;
  if (!before || before.sheets.length === 0) return [];
  return [isSigned(found, before) ? before : { ...before, moved: true }];
};

const dueOf = (found: Case, byWorkday: number, { calendars, now }: Acting): string => {
  if (!isAccepted(found)) throw refused('not-accepted', '尚未受理');
  return addWorkdays(found.acceptedAt ?? now, byWorkday, calendars).result;
};

/** The sheet that a body writes: in the joint inspection when it has come, alone only where nobody else must look. */
const openFor = (found: Case, task: string, acting: Looking): JointInspection | undefined => {
  const joint = inspectionOf(found, task);
  if (joint && !isSigned(found, joint)) {
    if (acting.now < joint.at) throw refused('before-its-time', '未到踏勘时间');
    return joint;
  }
  const declared = together(found, acting);
  if (declared && declared.matters.length > 1 && declared.matters.includes(task))
    throw refused('inspected-together', '应联合踏勘，不得单独勘查');
  return undefined;
};

export const inspect: Act<'inspect'> = {
  name: 'inspect',
  move: 'work',
  decide: (found, body, acting) => {
    taskFor(found, body.task, 'attend');
    const joint = openFor(found, body.task, acting);
    if (new Set(body.items.map(({ item }) => item)).size !== body.items.length) throw wrong('/items', 'item-twice');
    return { ...asSent<'inspect'>(found, body), joint: joint !== undefined };
  },
  apply: (found, { task, officers, items, joint }, { at, by }) => {
    const sheet = { task, officers, items, at, by: by.id };
    // Whoever changes the sheet undoes the signatures beneath it.
    return joint
      ? withInspection(found, (one) => ({
          ...one,
          sheets: [...one.sheets.filter((other) => other.task !== task), sheet],
          signatures: [],
        }))
      : { ...found, sheets: [...found.sheets, sheet] };
  },
};

/** Throws conflict, naming whose items are not written yet. */
const written = (found: Case, task: string): JointInspection => {
  const joint = inspectionOf(found, task);
  if (!joint) throw refused('no-joint-inspection', '无联合踏勘');
  const missing = lookingIn(found, joint).filter((matter) => !joint.sheets.some((sheet) => sheet.task === matter));
  if (missing.length > 0)
    throw problem('conflict', {
      ...{ detail: '踏勘表未填全 not every body has written its items', cause: 'sheet-incomplete' },
      errors: missing.map((matter) => ({ field: `/tasks/${matter}`, rule: 'sheet-missing' })),
    });
  return joint;
};

export const signInspection: Act<'sign-inspection'> = {
  name: 'sign-inspection',
  move: 'work',
  decide: (found, body) => {
    taskFor(found, body.task, 'attend');
    const joint = written(found, body.task);
    return { ...asSent<'sign-inspection'>(found, body), sheet: sheetOf(joint) };
  },
  apply: (found, { task, sheet }, { at, by }) =>
    withInspection(found, (one) => ({
      ...one,
      signatures: [...one.signatures.filter((other) => other.task !== task), { task, sheet, at, by: by.id }],
    })),
};

/** Throws conflict where nothing that failed waits to be told. */
const toTell = (found: Case, task: string, acting: Looking) => {
  convened(found, task, acting);
  const joint = found.inspection;
  if (!joint || !isSigned(found, joint)) throw refused('not-signed-by-all', '踏勘表尚未由各部门签字');
  if (joint.notified) throw refused('second-notice', '本次踏勘已一次性告知');
  const tasks = failedIn(joint);
  if (tasks.length === 0) throw refused('nothing-failed', '各项均通过');
  for (const one of tasks) taskFor(found, one, 'return-task');
  return { joint, tasks };
};

export const notifyInspection: Act<'notify-inspection'> = {
  name: 'notify-inspection',
  move: 'work',
  decide: (found, body, acting) => {
    const { joint, tasks } = toTell(found, body.task, acting);
    assertAhead('/due', body.due, acting.now);
    const items = joint.sheets.flatMap((sheet) =>
      sheet.items
        .filter((one) => one.found === 'failed')
        .map(({ item, name, note }) => ({ item: `${sheet.task}/${item}`, what: note ? `${name}：${note}` : name })),
    );
    return { ...asSent<'notify-inspection'>(found, body), tasks, items };
  },
  apply: (found, { tasks, items, due }, { at, by }) => {
    const told = withInspection(found, (one) => ({ ...one, notified: true }));
    const stage = `inspection-${told.inspection?.round ?? 1}`;
    const returned = tasks.reduce((all, task) => withTask(all, task, (one) => ({ ...one, state: 'returned' })), told);
    return { ...returned, notices: [...found.notices, { stage, at, due, items, by: by.id, tasks }] };
  },
};

type Waits = (found: Case, task: Task, looking: Looking) => boolean;
const waits =
  (check: (found: Case, task: string, looking: Looking) => unknown): Waits =>
  (found, { matter }, looking) =>
    passes(() => check(found, matter, looking));

/** Whether the act of that name is possible for the task now, whatever is said of it. */
export const maySet = waits(toInspect);
export const mayInspect = waits(openFor);
export const maySign = waits(written);
export const mayNotify = waits(toTell);
