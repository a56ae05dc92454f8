/** One act on a case: read it, decide, append the event; again when somebody else was faster. One effect, however often it is asked. */
import { step } from '#functions/kernel/lifecycle.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { CaseAct, CaseEvent } from '#schemas/case-act.ts';
import type { Acting } from './act.ts';
import { actOf } from './acts/index.ts';
import { clockEventsOf } from './case-clocks.ts';
import { type CaseMove, caseLifecycle } from './case-lifecycle.ts';
import type { CaseStore } from './cases.store.ts';
import type { Command } from './commands.ts';
import { type Holding, holdingOf } from './holds.ts';
import { assertMandated, doingOf } from './mandate.ts';
import { after } from './replay.ts';
import { settled } from './settle.ts';
import type { Case } from './state.ts';

export const moveOf = (body: CaseAct): CaseMove => {
  const { move } = actOf(body.act);
  return typeof move === 'function' ? move(body as never) : move;
};

/** The event that the act makes of the case, and the case after it. `unheld`: another case holds what this one names. Throws what the act throws; changes nothing. */
export const happen = (
  found: Case,
  body: CaseAct,
  acting: Acting,
  unheld = false,
): { event: CaseEvent; next: Case; holding: Holding } => {
  const act = actOf(body.act);
  assertMandated(found, doingOf(body), acting.now);
  const nominal = step(caseLifecycle, found.state, moveOf(body));
  const data = act.decide(found, body as never, acting);
  const happened = { n: found.n + 1, at: acting.now, by: acting.actor };
  const applied = act.apply({ ...found, state: nominal }, data, happened);
  const to = settled(applied);
  const clocks = clockEventsOf(found, { ...applied, state: to }, acting, act.clocks?.(found, data, acting));
  const holding = holdingOf(acting.matters, found, { ...applied, state: to }, { silent: isSilence(body), unheld });
  const event: CaseEvent = {
    ...{ v: 1, case: found.id, ...happened, type: body.act, to },
    data: {
      ...data,
      ...(clocks.length > 0 ? { clocks } : {}),
      ...(holding.take.length > 0 ? { holds: holding.take } : {}),
    },
  };
  return { event, next: after(found, event), holding };
};

const TRIES = 6;
const isSilence = ({ act }: CaseAct): boolean => act === 'deem-accepted';

export interface Performing {
  readonly store: CaseStore;
  readonly id: string;
  readonly body: CaseAct;
  readonly command: Command;
  /** What the actor is in the case as it stands; throws when that is not enough. */
  acting(found: Case): Acting | Promise<Acting>;
}

const REUSED = () => problem('idempotency-key-reused');
const HELD = (id: string) =>
  problem('conflict', { detail: `已由办件 ${id} 受理 another case is about it: ${id}`, cause: 'held-by-another-case' });

/** Throws not-found, conflict, unprocessable, forbidden, idempotency-key-reused; hub-not-ready when the case never stands still. */
export const perform = async ({ store, id, body, command, acting }: Performing): Promise<Case> => {
  let unheld = false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await store.load(id);
    if (!found) throw problem('not-found');
    let happened: ReturnType<typeof happen>;
    try {
      happened = happen(found, body, await acting(found), unheld);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code === 'forbidden') throw error;
      // Done already it may be impossible by now: the same command is answered, not refused.
      const known = await store.commanded(id, command);
      if (known === 'reused') throw REUSED();
      if (known === 'known') return found;
      throw error;
    }
    const outcome = await store.append(happened.event, command, happened.holding);
    if (outcome === 'done') return happened.next;
    if (outcome === 'reused') throw REUSED();
    if (outcome === 'stale') continue;
    if ('heldBy' in outcome) {
      if (!isSilence(body)) throw HELD(outcome.heldBy);
      unheld = true;
      continue;
    }
    return (await store.load(id)) ?? happened.next;
  }
  throw problem('hub-not-ready', { cause: 'case-busy', retryAfter: 1 });
};
