/** 限谁办理: whose an act of a case is, in words, and the desk that is asked about it. No officer is named; told to who may read the case. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { windowOf } from '#functions/matters/marks.ts';
import { askWhom } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { IntegratedWindow, Unit } from '#schemas/hall.ts';
import type { CaseRole } from './case-lifecycle.ts';
import type { Case, Task } from './state.ts';
import { matterOf } from './template.ts';

export interface Asking {
  readonly snapshot: IndexedSnapshot;
  readonly matters: IndexedMatters;
  /** Epoch ms. */
  readonly now: number;
}

/** What of a case says whose its acts are; before it is opened, the hall alone. */
export type Shared = Pick<Case, 'hall'> & Partial<Pick<Case, 'subject' | 'pins' | 'tasks'>>;

const called = (snapshot: IndexedSnapshot, department: string): Bilingual =>
  snapshot.department(department)?.name ?? { zh: department, en: department };

interface Where {
  readonly hall: Bilingual;
  readonly task: Task | undefined;
  readonly body: Bilingual | undefined;
}

const bodyOf = ({ hall, task, body }: Where): Bilingual => {
  if (body) return { zh: `${body.zh}的审批人员或其业务系统`, en: `approval officers of ${body.en}, or its system` };
  if (!task) return { zh: '该事项审批部门的审批人员', en: 'approval officers of the body whose task it is' };
  return {
    zh: `${hall.zh}的窗口人员，受理人除外（该事项主体尚未接入，由大厅代录）`,
    en: `window officers of ${hall.en}, but not who accepted (its body has not joined, so the hall writes down what it decided)`,
  };
};

const DUTIES: Readonly<Record<CaseRole, (where: Where) => Bilingual>> = {
  window: ({ hall }) => ({ zh: `${hall.zh}的窗口人员`, en: `window officers of ${hall.en}` }),
  supervisor: ({ hall }) => ({ zh: `${hall.zh}的大厅主管`, en: `hall supervisors of ${hall.en}` }),
  applicant: ({ hall }) => ({
    zh: `申请人，由${hall.zh}的窗口人员代办`,
    en: `the applicant, through a window officer of ${hall.en}`,
  }),
  body: bodyOf,
  consulted: () => ({
    zh: '被征求意见且尚未答复的部门的审批人员',
    en: 'approval officers of a body that was asked and has not answered',
  }),
  hub: () => ({ zh: '系统自动办理', en: 'the hub itself' }),
};

/** The duties of which one would do; Chinese first. */
export const dutiesIn = (
  { snapshot }: Pick<Asking, 'snapshot'>,
  { hall, tasks = [] }: Shared,
  roles: readonly CaseRole[],
  about?: string,
): string => {
  const task = tasks.find(({ matter }) => matter === about);
  const body = task?.department === undefined ? undefined : called(snapshot, task.department);
  const all = [...new Set(roles)].map((role) => DUTIES[role]({ hall: called(snapshot, hall), task, body }));
  return `本操作限：${all.map(({ zh }) => zh).join('；')}。 Only for: ${all.map(({ en }) => en).join('; ')}`;
};

type Desk = IntegratedWindow | Unit;
const deskText = ({ name, window, phone }: Desk): string =>
  `${name.zh}（窗口 ${window}）${phone} ${name.en}, window ${window}, ${phone}`;

/** Of the body that decides the task. */
const deskOfTask = (matters: IndexedMatters, { matter, version }: Task): Desk | undefined => {
  const { unit } = matterOf(matters, matter, version);
  return matters.raw.hall.units.find(({ id }) => id === unit);
};

/** 牵头: of the body that leads the bundle, or the window that takes the matter. */
const deskOfSubject = ({ matters, now }: Asking, { subject, pins }: Shared): Desk | undefined => {
  if (!subject) return undefined;
  const { hall } = matters.raw;
  if ('matter' in subject) {
    const all = matters.versions(subject.matter);
    const matter = all.find(({ version }) => version === pins?.matters[subject.matter]) ?? all.at(-1);
    return matter && windowOf(matter, hall, beijingDate(now));
  }
  const all = matters.templates(subject.bundle);
  const template = all.find(({ version }) => version === pins?.template) ?? all.at(-1);
  return hall.units.find(({ body }) => body === template?.lead);
};

/** Window and phone of who is asked: of the body where the act is for that, of the hall where only its supervisor may, else of who leads the case. */
export const deskFor = (asking: Asking, found: Shared, roles: readonly CaseRole[], about?: string): string => {
  const task = roles.includes('body') ? found.tasks?.find(({ matter }) => matter === about) : undefined;
  const ofHall = roles.length > 0 && roles.every((role) => role === 'supervisor');
  const desk = ofHall ? undefined : ((task && deskOfTask(asking.matters, task)) ?? deskOfSubject(asking, found));
  if (desk) return deskText(desk);
  const contact = asking.snapshot.department(found.hall)?.contact;
  return contact ? `${contact.office} ${contact.phone}` : askWhom(asking.snapshot);
};
