/** 告知承诺 as it stands: by when it is checked, and whom its breach bars. */
import { instant } from '#functions/kernel/instant.ts';
import { addWorkdays, type Calendars } from '#functions/kernel/workdays.ts';
import type { CaseView } from '#schemas/case.ts';
import type { Case, Committed, Task } from './state.ts';

export const commitmentOf = ({ commitments }: Pick<Case, 'commitments'>, task: string): Committed | undefined =>
  commitments.find((one) => one.task === task);

export const withCommitment = (found: Case, task: string, change: (one: Committed) => Committed): Case => ({
  ...found,
  commitments: found.commitments.map((one) => (one.task === task ? change(one) : one)),
});

/** The day by which it is checked: so many working days after the decision; undefined before it. */
export const dueOf = ({ term }: Committed, { decision, state }: Task, calendars: Calendars): string | undefined =>
  decision && state === 'approved' ? addWorkdays(decision.at, term, calendars).result : undefined;

/** 失信: whose commitments were revoked by this step, or set free; by the code of the party. */
export interface Bars {
  readonly task: string;
  readonly code: string;
  readonly at: number;
  readonly lifted: boolean;
}

export const barOf = (before: Case, after: Case): Bars | undefined => {
  for (const one of after.commitments) {
    const former = commitmentOf(before, one.task);
    const code = after.parties.find(({ id }) => id === one.party)?.code;
    if (code === undefined) continue;
    const { task, liftedAt, revokedAt } = one;
    if (liftedAt !== undefined && former?.liftedAt === undefined) return { task, code, at: liftedAt, lifted: true };
    if (revokedAt !== undefined && former?.revokedAt === undefined) return { task, code, at: revokedAt, lifted: false };
  }
  return undefined;
};

const stateOf = ({ checks, revokedAt }: Committed, task: Task | undefined) => {
  const last = checks.at(-1);
  if (revokedAt !== undefined) return 'revoked' as const;
  if (last) return last.found === 'passed' ? ('passed' as const) : ('to-rectify' as const);
  return task?.state === 'approved' ? ('to-check' as const) : ('signed' as const);
};

export const commitmentViews = (found: Case, calendars: Calendars): CaseView['commitments'] =>
  found.commitments.map((one) => {
    const task = found.tasks.find(({ matter }) => matter === one.task);
    const due = task && dueOf(one, task, calendars);
    return {
      ...{ task: one.task, party: one.party, file: one.file, term: one.term, signedAt: instant(one.at) },
      state: stateOf(one, task),
      ...(due === undefined ? {} : { due }),
      checks: one.checks.map(({ at, by: _by, rectifyBy, ...check }) => ({
        ...{ ...check, officers: [...check.officers], photos: [...check.photos], at: instant(at) },
        ...(rectifyBy === undefined ? {} : { rectifyBy }),
      })),
      ...(one.revokedAt === undefined ? {} : { revokedAt: instant(one.revokedAt), revokedFor: one.revokedFor ?? '' }),
      ...(one.liftedAt === undefined ? {} : { liftedAt: instant(one.liftedAt) }),
    };
  });
