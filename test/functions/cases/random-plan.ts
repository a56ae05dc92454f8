/** What the template says of a case, held against the case: which tasks there are, who waits for whom, and what may be issued when. */
import assert from 'node:assert/strict';
import type { Case, Task } from '#functions/cases/state.ts';
import type { ProblemExtra } from '#functions/kernel/problem.ts';
import { fulfils } from '#functions/matters/situation.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { CaseEvent } from '#schemas/case-act.ts';
import type { ClockEvent, LimitRole } from '#schemas/case-clock.ts';
import { matters } from './random-templates.ts';

const templateOf = ({ subject, pins }: Case): BundleTemplate | undefined =>
  'bundle' in subject ? matters.templates(subject.bundle).find(({ version }) => version === pins?.template) : undefined;

/** 子办件: those that the answers leave on, in the template's order; what they leave off keeps nobody waiting. */
export const assertPlanned = (found: Case, { type }: CaseEvent): void => {
  const template = templateOf(found);
  if (type !== 'file' || !template) return;
  const on = template.matters.filter(({ when }) => fulfils(when, found.answers));
  const ids = on.map(({ matter }) => matter);
  assert.deepEqual(
    found.tasks.map(({ matter, version, after, withResultOf = [], inner, serves }) => ({
      ...{ matter, version, after, withResultOf, inner, serves },
    })),
    on.map(({ matter, version, after, withResultOf = [], inner, serves }) => ({
      ...{ matter, version, inner, serves },
      after: after.filter((id) => ids.includes(id)),
      withResultOf: withResultOf.filter((id) => ids.includes(id)),
    })),
  );
};

/** 凭前序结果, as the template says it: of those that the answers leave on, whose result the case has not. */
const lacking = (found: Case, matter: string): string[] => {
  const { withResultOf = [] } = templateOf(found)?.matters.find((one) => one.matter === matter) ?? {};
  return found.tasks.flatMap((one) => (withResultOf.includes(one.matter) && !one.result ? [one.matter] : []));
};

/** 先照后证: whatever way it comes to be approved, all before it were, and on whose result it rests, that stood there. */
export const assertLicensed = (before: Case, next: Case): void => {
  for (const { matter, after, state } of next.tasks) {
    const was = before.tasks.find((one) => one.matter === matter);
    if (state !== 'approved' || was?.state === 'approved') continue;
    for (const id of after)
      assert.equal(before.tasks.find((one) => one.matter === id)?.state, 'approved', `${matter} before ${id}`);
    assert.deepEqual(lacking(before, matter), [], `${matter} is approved`);
  }
};

/** Refused for that, exactly those are named that are missing. */
export const assertNamed = (found: Case, task: string, { cause, errors = [] }: ProblemExtra): void => {
  if (cause !== 'result-awaited') return;
  const named = errors.map(({ field }) => field);
  assert.ok(named.length > 0, 'nothing is missing');
  assert.deepEqual(
    named,
    lacking(found, task).map((id) => `/tasks/${id}`),
  );
};

/** 联合办理: 45 working days where several are decided together and one is a licence; of one alone its own. */
const jointDays = ({ tasks }: Case): number | undefined => {
  const all = tasks.flatMap(({ matter, version }) => matters.pinned(matter, version) ?? []);
  if (all.length > 1) return all.some(({ type }) => type === '01') ? 45 : undefined;
  const [{ kind, ...rest } = { kind: 'local' }] = all.map(({ legal }) => legal.limit);
  return kind === 'local' ? undefined : kind === 'at-once' ? 0 : (rest as { length: number }).length;
};

/** 内部时限: where the template sets one for a task it takes the place of what the matter promises alone; its own promise is the whole's. */
export const assertLimits = (found: Case, { data }: CaseEvent): void => {
  const { promised } = templateOf(found) ?? {};
  for (const event of (data.clocks ?? []) as readonly ClockEvent[]) {
    if (event.type !== 'clock.started' || event.holder !== 'department') continue;
    const length = (of: LimitRole) => event.limits.find(({ role }) => role === of)?.length;
    if (event.clock === 'case') {
      if (promised?.kind === 'local') assert.equal(length('promised'), undefined, 'a limit that nobody set');
      if (promised && 'length' in promised) assert.equal(length('promised'), promised.length);
      if ('bundle' in found.subject) assert.equal(length('legal'), jointDays(found), 'joint handling');
      continue;
    }
    const { inner = 0 } = found.tasks.find(({ matter }) => matter === event.clock) ?? {};
    assert.equal(length('inner'), inner > 0 ? inner : undefined, event.clock);
    if (inner > 0) assert.equal(length('promised'), undefined, event.clock);
  }
};

const isOver = ({ state }: Task): boolean => ['approved', 'denied', 'ended'].includes(state);

/** Once it is accepted, who waits waits for somebody who is still at it. */
export const assertAwaited = ({ acceptedAt, tasks }: Case): void => {
  if (acceptedAt === undefined) return;
  for (const { matter, state, after } of tasks)
    if (state === 'waiting')
      assert.ok(
        tasks.some((one) => after.includes(one.matter) && !isOver(one)),
        `${matter} waits in vain`,
      );
};

/** 统一出件: all or nothing unless the template or he who was given the choice says otherwise; what others wait for goes ahead of it. */
export const assertIssued = (found: Case, { type }: CaseEvent): void => {
  const { tasks, outputRule } = found;
  const { rule = 'all-or-nothing', choice = false } = templateOf(found)?.output ?? {};
  const whole = tasks.every(({ state }) => state === 'approved');
  const partly = outputRule === 'partial' || (outputRule === undefined && rule === 'partial' && !choice);
  const issued = tasks.filter(({ matter, result }) => result && !tasks.some(({ after }) => after.includes(matter)));
  if (issued.length > 0) assert.ok(whole || partly, `${type}: ${issued[0]?.matter} is issued, and not all is approved`);
  if (issued.length > 0 && outputRule === 'partial') assert.ok(tasks.every(isOver), 'issued before all was decided');
  if (type !== 'put-out') return;
  const approved = tasks.filter(({ state }) => state === 'approved');
  if (whole || partly) assert.ok(approved.every(({ result }) => result));
  if (!whole && choice) assert.ok(outputRule !== undefined || approved.length === 0, 'put out, and nobody chose');
};
