/** Who somebody is in a case: the registry says which department and roles, the case says which hall and which bodies. */
import { forbidden, nameOf, type Party } from '#functions/snapshot/caller.ts';
import type { CaseActor } from '#schemas/case.ts';
import type { CaseActName } from '#schemas/case-act.ts';
import type { Act } from './act.ts';
import { actOf } from './acts/index.ts';
import { type CaseMove, type CaseRole, caseLifecycle } from './case-lifecycle.ts';
import type { Case } from './state.ts';
import { type Asking, deskFor, dutiesIn, type Shared } from './whose.ts';

/** The hub itself, when a timer fires: for the hall that took the case. */
export const hubActor = ({ hall }: Pick<Case, 'hall'>): CaseActor => ({ kind: 'hub', id: 'hub', department: hall });

export const actorOf = (who: Party, onBehalf?: string): CaseActor => ({
  kind: who.officer ? 'officer' : 'system',
  id: nameOf(who),
  department: who.department.id,
  ...(onBehalf === undefined ? {} : { onBehalf }),
});

const holds = ({ officer }: Party, role: string): boolean =>
  officer === undefined || officer.roles.some((r) => r === role);

type Seen = Pick<Case, 'hall' | 'tasks' | 'acceptedBy'> & Partial<Pick<Case, 'consultations'>>;

/** Departments that were asked at all; about a task, those that have not answered yet. */
const asked = ({ consultations = [] }: Seen, task?: string): string[] =>
  consultations.flatMap(({ of, task: about, answer }) =>
    'department' in of && (task === undefined || (about === task && !answer)) ? [of.department] : [],
  );

/** 代录: of a body that has not joined the hall writes down what it decided, but never who accepted. */
const speaksFor = (found: Seen, who: Party, department: string | undefined): boolean =>
  department === undefined
    ? who.department.id === found.hall && holds(who, 'window-officer') && nameOf(who) !== found.acceptedBy
    : department === who.department.id && holds(who, 'approval-officer');

/** A department's system may do what its officers may, but never what is asked of a person of higher standing. */
export const rolesIn = (found: Seen, who: Party, task?: string): CaseRole[] => {
  const atHall = who.department.id === found.hall;
  const body = task === undefined ? undefined : found.tasks.find(({ matter }) => matter === task);
  const supervises = atHall && who.officer?.roles.includes('hall-supervisor');
  return [
    ...(atHall && (holds(who, 'window-officer') || supervises) ? (['window', 'applicant'] as const) : []),
    ...(supervises ? (['supervisor'] as const) : []),
    ...(body && speaksFor(found, who, body.department) ? (['body'] as const) : []),
    ...(body && asked(found, body.matter).includes(who.department.id) && holds(who, 'approval-officer')
      ? (['consulted'] as const)
      : []),
  ];
};

/** Whoever has a part in it: the hall, the bodies of its tasks, and whoever was asked. */
export const mayRead = (found: Seen, { department }: Party): boolean =>
  department.id === found.hall ||
  found.tasks.some((task) => task.department === department.id) ||
  asked(found).includes(department.id);

const everyRole = (act: Act, move: CaseMove): readonly CaseRole[] => [
  ...caseLifecycle.events[move].by,
  ...(act.by ?? []),
];

export interface Doing {
  readonly act: CaseActName;
  readonly move: CaseMove;
  /** Matter of the task that it is about. */
  readonly task?: string | undefined;
}

/** Throws forbidden, naming the duty that was missing and the desk to ask: front accepts, back approves. */
export const assertMay = (asking: Asking, found: Shared, { act, move, task }: Doing, as: readonly CaseRole[]): void => {
  const may = everyRole(actOf(act), move);
  if (as.some((role) => may.includes(role))) return;
  const need = dutiesIn(asking, found, may, task);
  throw forbidden(asking.snapshot, 'case-role', need, deskFor(asking, found, may, task));
};
