/** What may be done to a case, drawn at random: mostly what leads it on, often what else happens, now and then anything by anybody. */
import fc from 'fast-check';
import { WANG_JI_CATERING } from '#city/cast.ts';
import type { CaseRole } from '#functions/cases/case-lifecycle.ts';
import type { Case, Task } from '#functions/cases/state.ts';
import type { Barred } from '#functions/cases/tolerance.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CaseActor } from '#schemas/case.ts';
import { CaseAct, type CaseActName, caseActNames, caseActs } from '#schemas/case-act.ts';
import type { Report } from '#schemas/report.ts';
import { bodies } from './random-bodies.ts';
import { leadingOn, type Step, usual } from './random-next.ts';
import { type Around, of, PROJECT, type Seeds } from './random-subjects.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;

export interface Drawn {
  readonly body: CaseAct;
  readonly acting: {
    readonly actor: CaseActor;
    readonly as: readonly CaseRole[];
    readonly barred: readonly string[];
    readonly untolerated: readonly Barred[];
    readonly reports: readonly Report[];
  };
}

const ENDS: readonly Step[] = [['withdraw'], ['refuse'], ['revoke-acceptance']];
const ANYTHING = caseActNames.map((name): Step => [name]);

const stepOf = (found: Case, { kind, wild }: Seeds, around: Around): Step => {
  const turn = wild % 60;
  if (turn === 0) return of(ENDS, kind) ?? ['withdraw'];
  const steps = turn < 5 ? ANYTHING : turn < 20 ? usual(found) : leadingOn(found, around);
  return of(steps, kind) ?? of(ANYTHING, kind) ?? ['file'];
};

const taskOf = ({ tasks }: Case, named: string | undefined, { other, wild }: Seeds): Task | undefined => {
  if (named !== undefined) return tasks.find(({ matter }) => matter === named);
  const live = tasks.filter(({ state }) => state !== 'waiting');
  return of(wild % 4 === 0 || live.length === 0 ? tasks : live, other);
};

/** Who answers is who was asked; of everything else mostly the body of the task. */
const departmentOf = (found: Case, name: CaseActName, task: Task | undefined, { pick, other }: Seeds): string => {
  const asked = found.consultations.flatMap(({ of: body, answer }) =>
    'department' in body && !answer ? [body.department] : [],
  );
  const consulted = name === 'answer-consultation' || other % 8 === 0;
  return (consulted ? of(asked, pick) : task?.department) ?? found.hall;
};

const barredIn = ({ commitments }: Case): string[] =>
  commitments.flatMap(({ party, revokedAt, liftedAt }) =>
    revokedAt !== undefined && liftedAt === undefined ? [party] : [],
  );

/** Whom the window speaks for, if anybody: one of the case, now and then one that is not. */
const spokenFor = (name: CaseActName, { parties }: Case, { pick, wild }: Seeds): { onBehalf?: string } => {
  const party = wild % 50 === 0 ? 'nobody' : of(parties, pick)?.id;
  return 'onBehalf' in caseActs[name].body.shape && wild % 3 === 0 && party !== undefined ? { onBehalf: party } : {};
};

/** What a testing firm has pushed by then, if anything: now and then too old, now and then about other works. */
const reportsAt = (now: number, { pick, other, wild }: Seeds): Report[] => {
  const firm = { code: WANG_JI_CATERING, name: { zh: '检测', en: 'testing' }, licence: '样例' };
  const about = wild % 5 === 0 ? 'other-works' : PROJECT;
  const issuedOn = beijingDate(now - (other % 500) * DAY_MINUTES * MINUTE);
  const report = {
    paper: 'lightning-report',
    number: `T-${pick}`,
    about,
    issuedOn,
    file: 'a'.repeat(43),
    firm,
    at: now,
  };
  return pick % 4 === 0 ? [] : [report];
};

const make =
  (seeds: Seeds) =>
  (found: Case, seen: Omit<Around, 'department'>): Drawn => {
    const [name, named] = stepOf(found, seeds, { ...seen, department: found.hall });
    const task = taskOf(found, named, seeds);
    const department = departmentOf(found, name, task, seeds);
    const said = bodies[name](found, seeds, { ...seen, department }, task?.matter ?? 'nothing');
    const onBehalf = spokenFor(name, found, seeds);
    const roles: readonly CaseRole[] = department === task?.department ? ['body'] : ['consulted'];
    return {
      body: CaseAct.parse({ act: name, ...said, ...onBehalf }),
      acting: {
        actor: { kind: 'officer', id: `officer-${seeds.pick % 3}`, department, ...onBehalf },
        as: [...roles, ...(seeds.pick % 4 === 0 ? (['supervisor', 'window'] as const) : [])],
        reports: reportsAt(seen.now, seeds),
        // Now and then a promise broken in another case, some days ago or long ago.
        untolerated:
          seeds.wild % 5 === 0
            ? [{ party: 'wang', until: beijingDate(seen.now + ((seeds.pick % 5) - 2) * DAY_MINUTES * MINUTE) }]
            : [],
        barred: [...barredIn(found), ...found.parties.slice(1, seeds.wild % 9 === 0 ? 2 : 1).map(({ id }) => id)],
      },
    };
  };

const seed = fc.nat({ max: 1_000_000 });
/** Mostly hours, now and then so long that whatever has a term is over. */
const gap = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 2_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 40 * DAY_MINUTES }) },
);
export const drawnAct = fc.record({ kind: seed, pick: seed, other: seed, wild: seed, gap }).map((seeds) => ({
  after: seeds.gap * MINUTE,
  make: make(seeds),
  // What is told of a failure: numbers, not this source seventy times.
  [fc.toStringMethod]: () => JSON.stringify(seeds),
}));
