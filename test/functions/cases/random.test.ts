/** Random acts by anybody on random cases: what must hold of any of them, whatever is refused. In memory, through the act itself. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { calendars as declared } from '#city/calendars/index.ts';
import { caseLifecycle, isFinal } from '#functions/cases/case-lifecycle.ts';
import { keptIn, materialKey } from '#functions/cases/materials.ts';
import { happen, moveOf } from '#functions/cases/perform.ts';
import { after, replay } from '#functions/cases/replay.ts';
import type { Case } from '#functions/cases/state.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { type CaseAct, CaseEvent, caseActNames, caseActs } from '#schemas/case-act.ts';
import { type Drawn, drawnAct } from './random-acts.ts';
import { assertDeadlines } from './random-deadlines.ts';
import * as laws from './random-laws.ts';
import * as plan from './random-plan.ts';
import { assertSiblings } from './random-siblings.ts';
import { drawnCase } from './random-subjects.ts';
import { matters } from './random-templates.ts';
import { KEYS } from './world.ts';

const FULL = process.env.ONETRIP_FULL === '1';
/** Each part by its own seed, so that all fifty thousand can be had again; the usual run draws a new one each time. */
const PARTS: Pick<fc.Parameters, 'numRuns' | 'seed'>[] = FULL
  ? Array.from({ length: 10 }, (_, i) => ({ numRuns: 5_000, seed: i + 1 }))
  : [{ numRuns: 500 }];
const ROUNDS = 6;
const world = { matters, keys: KEYS, calendars: new Map(declared.map((calendar) => [calendar.id, calendar])) };

/** From the filing on nobody asks for another paper: reckoned once for each case. */
const asked = new WeakMap<object, readonly string[]>();
const keptOf = (found: Case): readonly string[] => {
  const kept = asked.get(found.pins ?? found) ?? keptIn(matters, found).map(materialKey);
  asked.set(found.pins ?? found, kept);
  return kept;
};

/** As it comes back from the table. */
const stored = <T>(one: T): T => JSON.parse(JSON.stringify(one));
const assertSame = (one: unknown, other: unknown): void => {
  if (JSON.stringify(one) !== JSON.stringify(other)) assert.deepEqual(stored(one), stored(other));
};
const moves = (name: keyof typeof caseLifecycle.events): Partial<Record<string, string>> =>
  caseLifecycle.events[name].moves;
const inTable = (from: string, to: string): boolean =>
  from === to || Object.keys(caseLifecycle.events).some((name) => moves(name as never)[from] === to);

/** What an event keeps beside what was sent. */
const KEPT = new Map(caseActNames.map((name) => [name, z.object(caseActs[name].kept)]));

const assertStep = (before: Case, body: CaseAct, now: number, acting: Drawn['acting']) => {
  const { event, next } = happen(before, body, { ...world, now, ...acting });
  const kept = CaseEvent.parse(stored(event));
  KEPT.get(body.act)?.parse(kept.data);
  assertSame(after(before, kept), next);
  const nominal = moves(moveOf(body))[before.state] ?? 'none';
  assert.ok(inTable(nominal, next.state), `${body.act}: ${before.state} to ${nominal}, settled ${next.state}`);
  if (body.act === 'sign-commitment') assert.ok(!acting.barred.includes(body.party), 'barred');
  laws.assertTolerated(before, next, kept, acting.untolerated);
  laws.assertSilence(before, next, kept, world.calendars);
  laws.assertDecided(before, next, kept);
  laws.assertUnstopped(before, kept);
  laws.assertKept(before, next);
  assertSiblings(before, next, kept);
  laws.assertIdentified(next, kept);
  laws.assertReports(next, now);
  laws.assertWhole(next);
  laws.assertDelivery(next);
  plan.assertPlanned(next, kept);
  plan.assertLicensed(before, next);
  plan.assertLimits(next, kept);
  plan.assertAwaited(next);
  plan.assertIssued(next, kept);
  laws.assertHeld(next);
  laws.assertLevied(before, next);
  laws.assertFacts(next, kept);
  laws.assertClocks(before, next, now);
  return { event: kept, next };
};

const openedAs = ({ start, data }: { start: number; data: object }): CaseEvent =>
  CaseEvent.parse({
    ...{ v: 1, case: '330784-20170925-W00000001-3', n: 1, type: 'open', at: start, to: 'draft', data },
    by: { kind: 'officer', id: 'officer-xu-qing', department: 'one-window' },
  });

/** A refusal changes nothing and says what it was. */
const assertRefusal = (found: Case, body: CaseAct, error: unknown): void => {
  if (!(error instanceof ProblemError)) throw error;
  if ('task' in body && body.task !== undefined) plan.assertNamed(found, body.task, error.extra);
  assert.ok(['conflict', 'unprocessable', 'not-found'].includes(error.code), String(error));
};

test.each(PARTS)(
  'of any acts by anybody on any case: the law, the clocks, one output, nothing lost, and the same again from its events',
  (part) => {
    const counts = new Map(caseActNames.map((name) => [name, { tried: 0, done: 0 }]));
    let sequences = 0;
    const undone = () => [...counts].filter(([, { done }]) => done === 0);
    // What came to nothing so far is drawn for again: a rare act is rare, not out of reach.
    for (let round = 0; round < ROUNDS && (round === 0 || undone().length > 0); round += 1)
      fc.assert(
        fc.property(drawnCase, fc.array(drawnAct, { minLength: 20, maxLength: 70, size: 'max' }), (opened, drawn) => {
          sequences += 1;
          const events = [openedAs(opened)];
          let found = replay(events) as Case;
          let now = opened.start;
          let over = 0;
          for (const one of drawn) {
            // What is over refuses nearly everything: three tries show that.
            if (isFinal(found.state) && over > 3 && found.commitments.length === 0) break;
            if (isFinal(found.state)) over += 1;
            now += one.after;
            const { body, acting } = one.make(found, { now, kept: keptOf(found) });
            const count = counts.get(body.act) ?? { tried: 0, done: 0 };
            count.tried += 1;
            try {
              const { event, next } = assertStep(found, body, now, acting);
              events.push(event);
              found = next;
              count.done += 1;
            } catch (error) {
              assertRefusal(found, body, error);
            }
          }
          assert.ok(events.filter(({ type }) => type === 'put-out').length <= 1, 'two outputs');
          const again = replay(events) as Case;
          assertSame(again, found);
          const half = Math.ceil(events.length / 2);
          assertSame(replay(events.slice(half), stored(replay(events.slice(0, half)))), found);
          assertDeadlines(again, { ...world, now });
        }),
        // Seed and path give it again; to make sixty acts shorter takes hours.
        { ...part, endOnFailure: true },
      );
    if (FULL) console.log(JSON.stringify({ ...part, sequences, acts: Object.fromEntries(counts) }));
    // Every act was tried, and was done.
    expect(undone()).toEqual([]);
  },
  7_200_000,
);
