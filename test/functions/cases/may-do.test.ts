/** What a view says may be done is true: of random cases, for everybody who has a part in them, each act is tried. In memory, through the act itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendars as declared } from '#city/calendars/index.ts';
import { actorOf, rolesIn } from '#functions/cases/actors.ts';
import { actOf } from '#functions/cases/acts/index.ts';
import { type CaseRole, caseLifecycle } from '#functions/cases/case-lifecycle.ts';
import { keptIn, materialKey } from '#functions/cases/materials.ts';
import { mayDo } from '#functions/cases/may-do.ts';
import { happen, moveOf } from '#functions/cases/perform.ts';
import { replay } from '#functions/cases/replay.ts';
import type { Case } from '#functions/cases/state.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { Role } from '#schemas/access.ts';
import { CaseAct, type CaseActName, CaseEvent, caseActNames } from '#schemas/case-act.ts';
import { drawnAct } from './random-acts.ts';
import { bodies } from './random-bodies.ts';
import { drawnCase, type Seeds } from './random-subjects.ts';
import { matters } from './random-templates.ts';
import { KEYS } from './world.ts';

const RUNS = process.env.ONETRIP_FULL === '1' ? 500 : 40;
const calendars = new Map(declared.map((calendar) => [calendar.id, calendar]));
const world = { matters, keys: KEYS, calendars, barred: [], untolerated: [], reports: [] };

/** What is said wrongly, or has still to be brought: a paper, a proof, a payment, a date, the answer of a register. */
const OF_CONTENT = [
  ...['stopped-by-registry', 'identity-unproven', 'levies-unpaid', 'inspection-not-signed', 'failed-items-open'],
  ...['second-notice', 'decided-before', 'clock-overdue', 'extension-not-foreseen', 'retries-left', 'just-down'],
  ...['retry-not-due', 'printout-stands-in', 'no-current-report', 'identity-known', 'promise-kept'],
];

const partyOf = (id: string, department: string, ...roles: Role[]): Party =>
  ({
    client: { id: 'console' },
    officer: { id, roles, department },
    department: { id: department },
  }) as unknown as Party;

/** Two officers of the hall, its supervisor, and an officer of each body that decides or was asked. */
const callersOf = ({ hall, tasks, consultations }: Case): Party[] => {
  const asked = consultations.flatMap(({ of }) => ('department' in of ? of.department : []));
  const departments = new Set([...tasks.flatMap(({ department }) => department ?? []), ...asked]);
  return [
    partyOf('officer-0', hall, 'window-officer'),
    partyOf('officer-1', hall, 'window-officer', 'hall-supervisor'),
    ...[...departments].map((department) => partyOf('officer-2', department, 'approval-officer')),
  ];
};

type Tried = 'done' | 'content' | 'refused';

const tried = (found: Case, party: Party, body: CaseAct, now: number): Tried => {
  const about = 'task' in body ? body.task : undefined;
  const all = about === undefined ? found.tasks.map(({ matter }) => matter) : [];
  const as = [about, ...all].flatMap((task): CaseRole[] => rolesIn(found, party, task));
  const may: readonly CaseRole[] = [...caseLifecycle.events[moveOf(body)].by, ...(actOf(body.act).by ?? [])];
  if (!as.some((role) => may.includes(role))) return 'refused';
  try {
    happen(found, body, { ...world, now, actor: actorOf(party), as });
    return 'done';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.code === 'unprocessable' || OF_CONTENT.includes(error.extra.cause ?? '') ? 'content' : 'refused';
  }
};

/** Each act with what could be said of it, about each task. */
const attempts = (found: Case, party: Party, name: CaseActName, draws: readonly Seeds[], now: number): Tried[] => {
  const around = { now, kept: keptIn(matters, found).map(materialKey), department: party.department.id };
  const tasks = found.tasks.length > 0 ? found.tasks.map(({ matter }) => matter) : ['nothing'];
  return draws.flatMap((seeds) =>
    tasks.map((task) =>
      tried(found, party, CaseAct.parse({ act: name, ...bodies[name](found, seeds, around, task) }), now),
    ),
  );
};

/** The same result once more changes nothing. */
const isRepeat = (name: CaseActName, { tasks }: Case): boolean =>
  name === 'record-result' && tasks.some(({ result }) => result !== undefined);

/** One after the other, so that whatever is drawn by a remainder is among them. */
const drawsFrom = (n: number): Seeds[] =>
  Array.from({ length: 12 }, (_, i) => ({ kind: n + i, pick: n + 7 * i, other: n + i, wild: n + 5 * i }));

type Drawing = typeof drawnAct extends fc.Arbitrary<infer T> ? T : never;

const reached = (opened: { start: number; data: object }, drawn: readonly Drawing[]) => {
  const event = CaseEvent.parse({
    ...{ v: 1, case: '330784-20170925-W00000001-3', n: 1, type: 'open', at: opened.start, to: 'draft' },
    ...{ data: opened.data, by: { kind: 'officer', id: 'officer-0', department: 'one-window' } },
  });
  let [found, now] = [replay([event]) as Case, opened.start];
  for (const { after, make } of drawn) {
    now += after;
    const { body, acting } = make(found, { now, kept: keptIn(matters, found).map(materialKey) });
    try {
      found = happen(found, body, { ...world, now, ...acting }).next;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return { found, now };
};

test('of random cases: what is named may be done or wants only something said or brought, what is not named is refused', () => {
  const named = new Set<CaseActName>();
  fc.assert(
    fc.property(
      drawnCase,
      fc.array(drawnAct, { maxLength: 60, size: 'max' }),
      fc.nat({ max: 1_000_000 }),
      (opened, drawn, n) => {
        const draws = drawsFrom(n);
        const { found, now } = reached(opened, drawn);
        for (const party of callersOf(found)) {
          const may = mayDo(found, {
            ...{ matters, calendars, now },
            actor: actorOf(party),
            rolesIn: (task) => rolesIn(found, party, task),
          });
          for (const name of caseActNames) {
            const all = attempts(found, party, name, draws, now);
            const said = `${name} by ${party.department.id} ${party.officer?.roles.join()} in ${found.state}: ${all.join()}`;
            if (may.includes(name)) {
              named.add(name);
              assert.ok(
                all.some((one) => one !== 'refused'),
                `named, ${said}`,
              );
            } else assert.ok(!all.includes('done') || isRepeat(name, found), `not named, ${said}`);
          }
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  // What nobody was ever told of would prove nothing.
  expect(named.size).toBeGreaterThan(35);
}, 1_200_000);
