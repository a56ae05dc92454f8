/** What must hold of any act on any case, and of the case after it; each said from its events, without asking the code that made them. */

import assert from 'node:assert/strict';
import { isFinal } from '#functions/cases/case-lifecycle.ts';
import { type Clocks, isRunning } from '#functions/cases/clocks/clock.ts';
import { clocksOf, withEvent } from '#functions/cases/clocks/fold.ts';
import { pinned } from '#functions/cases/clocks/pinned.ts';
import { thresholdOf } from '#functions/cases/identity.ts';
import type { Case, Task } from '#functions/cases/state.ts';
import type { Barred } from '#functions/cases/tolerance.ts';
import { beijingAt, beijingDate } from '#functions/kernel/beijing.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import { type Calendars, dayAfter, isWorkday } from '#functions/kernel/workdays.ts';
import { APPLYING } from '#schemas/case.ts';
import type { ActData, CaseEvent } from '#schemas/case-act.ts';
import { ClockEvent } from '#schemas/case-clock.ts';
import { matters } from './random-templates.ts';
import { KEYS } from './world.ts';

const decisionsOf = ({ earlier = [], decision }: Task) => [...earlier, ...(decision ? [decision] : [])];

/** Lists that only grow: what stands in them stays as it was. */
const STAYS = ['visits', 'clocks', 'reminders', 'sheets', 'inspected'] as const;
/** Lists that only grow, whose lines may be answered, mended or settled. */
const GROWS = [
  'identities',
  'parties',
  'notices',
  'consultations',
  'commitments',
  'promises',
  'facts',
  'failures',
  'holds',
] as const;

/** What each body wrote when they looked together, whatever became of it. */
const sheetsOf = ({ inspection, inspected }: Case) =>
  [...inspected, ...(inspection ? [inspection] : [])].flatMap(({ sheets }) => sheets);

/** Nothing that was handed in, said, told, decided or came is ever gone. */
export const assertKept = (before: Case, next: Case): void => {
  for (const key of Object.keys(before.handedIn)) assert.ok(next.handedIn[key], key);
  for (const key of Object.keys(before.waived)) assert.ok(next.waived[key], key);
  for (const list of STAYS) assert.deepEqual(next[list].slice(0, before[list].length), before[list], list);
  // Who stands in a draft is still written anew with it.
  for (const list of GROWS)
    assert.ok(next[list].length >= before[list].length || (list === 'parties' && before.filedAt === undefined), list);
  for (const [i, fact] of before.facts.entries()) {
    const { disputed: _before, ...was } = fact;
    const { disputed, ...is } = next.facts[i] ?? {};
    assert.deepEqual(is, was);
    assert.ok(disputed !== undefined || fact.disputed === undefined, 'a dispute is gone');
  }
  for (const { task } of sheetsOf(before))
    assert.ok(
      sheetsOf(next).some((one) => one.task === task),
      'a sheet',
    );
  assert.ok(sheetsOf(next).length >= sheetsOf(before).length, 'a sheet is gone');
  for (const [i, { checks }] of before.commitments.entries())
    assert.deepEqual(next.commitments[i]?.checks.slice(0, checks.length), checks);
  for (const task of before.tasks) {
    const later = next.tasks.find(({ matter }) => matter === task.matter);
    assert.ok(later);
    assert.deepEqual(later.opinions.slice(0, task.opinions.length), task.opinions);
    const decisions = decisionsOf(task);
    assert.deepEqual(decisionsOf(later).slice(0, decisions.length), decisions);
    if (task.result) assert.deepEqual(later.result, task.result);
    if (task.levied?.paidAt !== undefined) assert.deepEqual(later.levied, task.levied);
  }
};

/** Never before acceptance; and where bodies look together, only when all have signed the same sheet and nothing of it failed. */
export const assertDecided = (before: Case, next: Case, event: CaseEvent): void => {
  for (const { decision, openedAt, state } of next.tasks) {
    if (!decision) continue;
    assert.ok(decision.at >= (next.acceptedAt ?? Number.POSITIVE_INFINITY), 'decided before acceptance');
    if (state === 'approved') assert.ok(decision.at >= (openedAt ?? 0), 'approved before its turn');
  }
  const { task, decision } = event.data as unknown as ActData<'decide'>;
  const joint = before.inspection;
  const committed = before.commitments.some((one) => one.task === task);
  if (event.type !== 'decide' || decision !== 'approve' || committed || !joint?.matters.includes(task)) return;
  assert.equal(new Set(joint.signatures.map(({ sheet }) => sheet)).size, 1, 'one sheet');
  const own = joint.sheets.find((one) => one.task === task);
  assert.ok(own?.items.every(({ found }) => found === 'passed'));
};

/** 当场 for registrations of houses, and of firms since 2022-03-01; 5 working days for everything else. */
const silentDays = ({ tasks }: Case, day: string): number => {
  const laws = tasks.map(({ matter, version }) => matters.pinned(matter, version)?.basis ?? '');
  const onTheSpot = (basis: string): boolean =>
    basis.includes('不动产登记暂行条例第十四条') || (day >= '2022-03-01' && basis.includes('市场主体登记管理条例'));
  return laws.some(onTheSpot) ? 0 : 5;
};

/** 视为受理: from the moment at which the last of it came, and only when every day on which the hall might have spoken is over. */
export const assertSilence = (before: Case, next: Case, { type, at }: CaseEvent, calendars: Calendars): void => {
  const late = type === 'give-notice' || type === 'refuse';
  if (type !== 'deem-accepted' && !(late && before.state === 'received')) return;
  const came = [before.filedAt ?? 0];
  for (const { stage, answeredAt, replaced } of before.notices)
    if (stage === 'acceptance' && !replaced) came.push(answeredAt ?? Number.NaN);
  const since = Math.max(...came);
  if (!late) assert.equal(next.acceptedAt, since, 'accepted from another moment than that of receipt');
  const today = beijingDate(since);
  const known = pinned(calendars, { asOf: today, recounts: [] });
  let day = today;
  let left = silentDays(before, today);
  if (left === 0 && !isWorkday(day, known)) left = 1;
  while (left > 0) {
    day = dayAfter(day);
    if (isWorkday(day, known)) left -= 1;
  }
  if (late)
    assert.ok(beijingDate(at) <= day, `${type} on ${beijingDate(at)}, and silence had accepted at the end of ${day}`);
  else assert.ok(beijingDate(at) > day, `silence accepted on ${beijingDate(at)}, and the hall had until ${day}`);
};

/** 报告先行: what was current when it was found lies there. */
export const assertReports = ({ reports, handedIn }: Case, now: number): void => {
  for (const { material, issuedOn, current } of reports) {
    assert.ok(issuedOn <= beijingDate(now), 'a report of a day to come');
    if (current) assert.ok(handedIn[material], 'a current report is not there');
  }
};

/** 人证核验: who applies was sure to the device, or seen by an officer who did not stand there. */
export const assertIdentified = (next: Case, { type }: CaseEvent): void => {
  if (type !== 'accept' || thresholdOf(matters, next) === undefined) return;
  for (const { id } of next.parties.filter(({ role }) => APPLYING.includes(role))) {
    const { score = 0, threshold = 1, manual, by } = next.identities.findLast(({ party }) => party === id) ?? {};
    assert.ok(manual ? manual.same && manual.by !== by : score >= threshold, id);
  }
};

/** Nothing is taken for a fact but what the hub released for this case, about this party, to this department; each once. */
export const assertFacts = (next: Case, event: CaseEvent): void => {
  const exchanges = next.facts.map(({ exchange }) => exchange);
  assert.equal(new Set(exchanges).size, exchanges.length, 'a fact twice');
  for (const { tries, nextAt, due, since } of next.failures) {
    assert.ok(tries >= 1 && (nextAt === null) === tries >= 5, 'tries');
    assert.ok(nextAt === null || nextAt > since);
    assert.ok(!due || (nextAt ?? Number.POSITIVE_INFINITY) <= event.at, 'tried again before it was due');
  }
  const outcomes = next.failures.map(({ outcome }) => outcome);
  if (event.type === 'put-out') assert.ok(!outcomes.includes('tolerance'), 'owed');
  if (['put-out', 'record-result'].includes(event.type)) assert.ok(!outcomes.includes('printout'), 'to be verified');
  if (event.type === 'confirm-prefill')
    for (const [field, exchange] of Object.entries((event.data as ActData<'confirm-prefill'>).sources)) {
      const fact = next.facts.find((one) => one.exchange === exchange);
      assert.ok(JSON.stringify(fact?.answer).includes(JSON.stringify(next.form[field])), field);
    }
  if (event.type !== 'add-fact') return;
  const { party, receipt, answer } = event.data as unknown as ActData<'add-fact'>;
  const { proof, ...attested } = receipt;
  const subject = next.parties.find(({ id }) => id === party)?.code ?? '';
  assert.equal(receiptFor(KEYS, attested, { subject, answer }).proof, proof, 'a forged receipt');
  assert.deepEqual([receipt.case, receipt.consumer], [next.id, event.by.department]);
};

const RESTS_ON_REGISTRY = ['decide', 'correct-decision', 'reckon-levies'];
const at = (pointer: string, answer: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], answer);

/** 不予登记情形: nothing that falls with a matter is approved or reckoned while the last answer about a party forbids it. */
export const assertUnstopped = (before: Case, { type, data }: CaseEvent): void => {
  if (!RESTS_ON_REGISTRY.includes(type) || data.decision === 'deny') return;
  const day = before.pins?.filedOn ?? '';
  for (const { matter, version, state } of before.tasks) {
    const rests = matter === data.task || before.tasks.some((one) => one.matter === data.task && one.serves === matter);
    if (state === 'approved' || !rests) continue;
    for (const stop of matters.pinned(matter, version)?.stops ?? []) {
      const lifted = stop.unless && before.handedIn[`${matter}/${stop.unless.material}`];
      if (lifted || day < (stop.from ?? '') || day > (stop.until ?? '9999')) continue;
      const asked = before.parties.filter(({ role }) => (stop.of ?? ['applicant', 'seller', 'buyer']).includes(role));
      for (const { id } of asked) {
        const told = before.facts
          .filter(({ resource, party }) => resource === stop.resource && party === id)
          .filter(({ found, answer }) =>
            found && stop.about ? at(stop.about.pointer, answer) === before.form[stop.about.field] : true,
          )
          .filter(({ found, answer }) => !found || !('pointer' in stop) || at(stop.pointer, answer) !== undefined)
          .toSorted((a, b) => b.answeredAt - a.answeredAt)[0];
        if (!told) continue;
        const says = 'pointer' in stop ? told.found && at(stop.pointer, told.answer) === stop.is : !told.found;
        assert.ok(!says, `${type} of ${String(data.task)} although ${stop.resource} forbids ${matter}`);
      }
    }
  }
};

/** Each clock goes forward, no step has two that run, each event is one of the schema, and tasks and clocks agree. */
export const assertClocks = (before: Case, found: Case, now: number): void => {
  const last = new Map<string, number>();
  let clocks: Clocks = new Map();
  for (const [i, event] of found.clocks.entries()) {
    const at = Date.parse(event.at);
    assert.ok(at <= now && (event.type === 'clock.recounted' || at >= (last.get(event.clock) ?? 0)), event.clock);
    if (event.type !== 'clock.recounted') last.set(event.clock, at);
    clocks = withEvent(clocks, event);
    if (i < before.clocks.length) continue;
    ClockEvent.parse(event);
    for (const [step, of] of Map.groupBy(clocks.values(), (clock) => clock.step))
      assert.ok(of.filter(isRunning).length <= 1, `two clocks of ${step}`);
  }
  for (const { matter, state, openedAt } of found.tasks) {
    const clock = clocks.get(matter);
    if (!clock) continue;
    assert.deepEqual([matter, clock.startedAt], [matter, openedAt]);
    assert.deepEqual([state, clock.stopped !== undefined], [state, ['approved', 'denied', 'ended'].includes(state)]);
    if (state === 'returned') assert.ok(!isRunning(clock));
  }
  const whole = clocks.get('case');
  if (whole?.stopped?.outcome === 'completed')
    assert.ok(whole.stopped.at >= Math.max(...found.tasks.map(({ decision }) => decision?.at ?? 0)));
};

/** 办结: what is decided has tasks, and all of them are over; from then on its clock stands, and nothing that ends has no moment of it. */
export const assertWhole = (found: Case): void => {
  const { state, tasks, decidedAt, endedAt, acceptedAt = Number.POSITIVE_INFINITY } = found;
  assert.ok(found.filedAt === undefined || tasks.length > 0, 'filed for nothing');
  assert.ok(!isFinal(state) || found.filedAt === undefined || endedAt !== undefined, 'it ended at no time');
  if (!['decided', 'output', 'delivered', 'closed'].includes(state)) return;
  assert.ok(
    tasks.every((task) => ['approved', 'denied', 'ended'].includes(task.state)),
    'decided, and something runs',
  );
  assert.ok(decidedAt !== undefined && decidedAt >= acceptedAt, 'decided at no time');
  const whole = clocksOf(found.clocks).get('case');
  assert.ok(!whole || whole.stopped?.at === decidedAt, 'its clock runs on');
};

/** 送达: ten working days from the decision, or from the last promised paper; over when it has reached him, or when he wants it no more. */
export const assertDelivery = ({ state, decidedAt = 0, deliveredAt, outputAt = 0, promises, clocks }: Case): void => {
  const clock = clocksOf(clocks).get('delivery');
  const decided = ['decided', 'output', 'delivered', 'closed'].includes(state);
  assert.ok(!decided || clock, 'decided, and nobody has to hand it over');
  if (!clock) return;
  const since = Math.max(decidedAt, ...promises.map(({ keptAt = 0 }) => keptAt));
  assert.deepEqual([clock.startedAt, clock.limits.map(({ role, length }) => [role, length])], [since, [['legal', 10]]]);
  assert.equal(clock.stopped?.outcome, deliveredAt !== undefined ? 'completed' : decided ? undefined : 'ended', state);
  if (deliveredAt === undefined) return;
  assert.equal(clock.stopped?.at, deliveredAt);
  assert.ok(deliveredAt >= outputAt, 'handed over before it lay ready');
};

/** 容缺: nobody who is barred is accepted provisionally; a promise that is broken bars for ninety days, and nothing else does; a lifted bar stays what it was. */
export const assertTolerated = (before: Case, next: Case, { type, at }: CaseEvent, bars: readonly Barred[]): void => {
  const today = beijingDate(at);
  if (type === 'accept' && next.acceptance === 'provisional')
    assert.ok(!bars.some(({ until }) => until >= today), 'barred, and accepted provisionally');
  if (type === 'lapse-promise')
    assert.equal(next.toleranceBar?.until, beijingDate(beijingAt(today, '12:00') + 90 * 86_400_000));
  else assert.equal(next.toleranceBar?.until, before.toleranceBar?.until);
  if (next.toleranceBar?.liftedAt !== before.toleranceBar?.liftedAt)
    assert.deepEqual([type, before.toleranceBar?.liftedAt], ['lift-tolerance-bar', undefined]);
};

/** 互斥: what an accepted case holds is what its form says. */
export const assertHeld = ({ holds, form }: Case): void => {
  for (const [field = '', value] of holds.map((one) => one.split('\n')))
    assert.equal(String(form[field]), value, field);
};

/** 税费: reckoned from the price that the form says. */
export const assertLevied = (before: Case, next: Case): void => {
  if (before.tasks.some(({ levied }) => levied)) assert.equal(next.form['house.price'], before.form['house.price']);
};
