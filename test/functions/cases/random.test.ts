/** Random acts by anybody on random cases: what must hold of any of them, whatever is refused. In memory, through the act itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendars as declared } from '#city/calendars/index.ts';
import { caseLifecycle } from '#functions/cases/case-lifecycle.ts';
import { type Clocks, isRunning } from '#functions/cases/clocks/clock.ts';
import { withEvent } from '#functions/cases/clocks/fold.ts';
import { clockViews } from '#functions/cases/deadline.ts';
import { keptIn, materialKey } from '#functions/cases/materials.ts';
import { happen, moveOf } from '#functions/cases/perform.ts';
import { after, replay } from '#functions/cases/replay.ts';
import type { Case } from '#functions/cases/state.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { type CaseAct, CaseEvent } from '#schemas/case-act.ts';
import { ClockEvent } from '#schemas/case-clock.ts';
import { matters } from '../matters/city.ts';
import { type Drawn, drawnAct, drawnCase } from './random-acts.ts';

const numRuns = process.env.ONETRIP_FULL === '1' ? 50_000 : 300;
const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));
const world = { matters, keys, calendars: new Map(declared.map((calendar) => [calendar.id, calendar])) };

/** As it comes back from the table. */
const stored = <T>(one: T): T => JSON.parse(JSON.stringify(one));
const moves = (name: keyof typeof caseLifecycle.events): Partial<Record<string, string>> =>
  caseLifecycle.events[name].moves;
const inTable = (from: string, to: string): boolean =>
  from === to || Object.keys(caseLifecycle.events).some((name) => moves(name as never)[from] === to);

const siblings = (found: Case, task: string) => ({
  clocks: found.clocks.filter(({ clock }) => ![task, 'case'].includes(clock) && !clock.startsWith('agency-')),
  tasks: found.tasks.filter(({ matter }) => matter !== task),
});
const OF_ONE_TASK = ['return-task', 'resume-task', 'pause-clock', 'resume-clock', 'begin', 'give-opinion', 'consult'];
const GROWS = [
  'notices',
  'visits',
  'clocks',
  'consultations',
  'reminders',
  'sheets',
  'commitments',
  'facts',
  'failures',
] as const;

const decisionsOf = ({ earlier = [], decision }: Case['tasks'][number]) => [
  ...earlier,
  ...(decision ? [decision] : []),
];

/** Nothing that was handed in, said, told or decided is ever gone. */
const assertKept = (before: Case, next: Case): void => {
  for (const key of Object.keys(before.handedIn)) assert.ok(next.handedIn[key], key);
  for (const list of GROWS) assert.deepEqual(next[list].length >= before[list].length, true, list);
  for (const task of before.tasks) {
    const later = next.tasks.find(({ matter }) => matter === task.matter);
    assert.ok(later);
    assert.deepEqual(later.opinions.slice(0, task.opinions.length), task.opinions);
    const decisions = decisionsOf(task);
    assert.deepEqual(decisionsOf(later).slice(0, decisions.length), decisions);
    if (task.result) assert.deepEqual(later.result, task.result);
  }
};

const assertStep = (before: Case, body: CaseAct, now: number, acting: Drawn['acting']) => {
  const { event, next } = happen(before, body, { ...world, now, ...acting });
  const kept = CaseEvent.parse(stored(event));
  assert.deepEqual(stored(after(before, kept)), stored(next));
  const nominal = moves(moveOf(body))[before.state] ?? 'none';
  assert.ok(inTable(nominal, next.state), `${body.act}: ${before.state} to ${nominal}, settled ${next.state}`);
  for (const { decision } of next.tasks)
    if (decision) assert.ok(decision.at >= (next.acceptedAt ?? Number.POSITIVE_INFINITY), 'decided before acceptance');
  assertKept(before, next);
  if (OF_ONE_TASK.includes(body.act) && 'task' in body)
    assert.deepEqual(siblings(next, String(body.task)), siblings(before, String(body.task)));
  return { event: kept, next };
};

/** Each clock goes forward, no step has two that run, each event is one of the schema, and tasks and clocks agree. */
const assertClocks = (found: Case, now: number): void => {
  const last = new Map<string, number>();
  let clocks: Clocks = new Map();
  for (const raw of found.clocks) {
    const event = ClockEvent.parse(raw);
    const at = Date.parse(event.at);
    assert.ok(at <= now && (event.type === 'clock.recounted' || at >= (last.get(event.clock) ?? 0)), event.clock);
    if (event.type !== 'clock.recounted') last.set(event.clock, at);
    clocks = withEvent(clocks, event);
  }
  for (const { matter, state, openedAt } of found.tasks) {
    const clock = clocks.get(matter);
    if (!clock) continue;
    assert.deepEqual([matter, clock.startedAt], [matter, openedAt]);
    assert.deepEqual([state, clock.stopped !== undefined], [state, ['approved', 'denied', 'ended'].includes(state)]);
    if (state === 'returned') assert.ok(!isRunning(clock));
  }
  for (const [step, of] of Map.groupBy(clocks.values(), (clock) => clock.step))
    assert.ok(of.filter(isRunning).length <= 1, step);
  const whole = clocks.get('case');
  if (whole?.stopped?.outcome === 'completed')
    assert.equal(whole.stopped.at, Math.max(...found.tasks.map(({ decision }) => decision?.at ?? 0)));
};

test('of any acts by anybody on any case: the law, the clocks, one output, nothing lost, and the same again from its events', () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(drawnCase, fc.array(drawnAct, { minLength: 10, maxLength: 45 }), (opened, drawn) => {
      const first = CaseEvent.parse({
        ...{ v: 1, case: '330784-20170925-W00000001-3', n: 1, type: 'open', at: opened.start, to: 'draft' },
        ...{ by: { kind: 'officer', id: 'officer-xu-qing', department: 'one-window' }, data: opened.data },
      });
      const events: CaseEvent[] = [first];
      let found = replay(events) as Case;
      let now = opened.start;
      for (const one of drawn) {
        now += one.after;
        const { body, acting } = one.make(found, { now, kept: keptIn(matters, found).map(materialKey) });
        try {
          const { event, next } = assertStep(found, body, now, acting);
          events.push(event);
          found = next;
          assertClocks(found, now);
          done.set(body.act, (done.get(body.act) ?? 0) + 1);
        } catch (error) {
          // A refusal changes nothing and says what it was.
          if (!(error instanceof ProblemError)) throw error;
          assert.ok(['conflict', 'unprocessable', 'not-found'].includes(error.code), String(error));
        }
      }
      assert.ok(events.filter(({ type }) => type === 'put-out').length <= 1, 'two outputs');
      const again = replay(events);
      assert.deepEqual(stored(again), stored(found));
      const half = Math.ceil(events.length / 2);
      assert.deepEqual(stored(replay(events.slice(half), stored(replay(events.slice(0, half))))), stored(found));
      assert.deepEqual(again && clockViews(again, { ...world, now }), clockViews(found, { ...world, now }));
    }),
    { numRuns },
  );
  // They come so far that there is something to hold.
  for (const name of ['file', 'accept', 'decide', 'return-task', 'resume-task', 'pause-clock', 'put-out'])
    expect([name, (done.get(name) ?? 0) > 10]).toEqual([name, true]);
}, 3_600_000);
