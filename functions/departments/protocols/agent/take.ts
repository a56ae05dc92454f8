/** Taking: an agent says what it can answer and what it holds, and gets the oldest questions that are free, one for each subject. */

import { openAsked } from '#functions/exchange/later.ts';
import type { Line } from '#functions/exchange/waiting-list.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { instant } from '#functions/kernel/instant.ts';
import { type Handed, LEASE_SECONDS, type Taken, type Taking } from '#schemas/agent.ts';
import { LONGEST_KEPT_SECONDS, type Question } from '#schemas/question.ts';
import { AGENT } from '#schemas/resource.ts';
import { inTurns } from '../in-turns.ts';
import { unlessForeign } from '../unless-foreign.ts';
import { nameIn, wayOf } from '../way.ts';
import type { AgentDeps } from './deps.ts';
import { lanes } from './lanes.ts';

const LEASE_MS = LEASE_SECONDS * 1000;

interface Sorted {
  /** Held by this agent. */
  readonly keep: readonly Line[];
  readonly fresh: readonly Line[];
  /** The whole list was seen, so what was not met is not there. */
  readonly whole: boolean;
}

/** Looks through the list until there is enough. */
const sorted = async ({ department, lines, snapshots }: AgentDeps, taking: Taking, now: number): Promise<Sorted> => {
  const snapshot = await snapshots.current();
  const judge = lanes(taking, (resource) => wayOf(snapshot, resource) === AGENT, now);
  const [keep, fresh]: [Line[], Line[]] = [[], []];
  for await (const page of lines.pages(department, now - LONGEST_KEPT_SECONDS * 1000))
    for (const line of page) {
      const enough = fresh.length >= taking.limit;
      if (enough && keep.length === taking.holding.length) return { keep, fresh, whole: false };
      const verdict = judge(line);
      if (verdict === 'keep') keep.push(line);
      if (verdict === 'fresh' && !enough) fresh.push(line);
    }
  return { keep, fresh, whole: true };
};

/** Undefined when its seal opens no more. */
const handed = (keys: HubKeys, question: Question): Handed | undefined => {
  const opened = unlessForeign(() => openAsked(keys, question));
  return (
    opened && {
      question: question.id,
      resource: nameIn(question.resource),
      request: opened.question,
      askedAt: instant(question.askedAt),
      keptUntil: instant(question.keptUntil),
    }
  );
};

const unanswerable = async ({ department, questions }: AgentDeps, question: Question, now: number): Promise<void> => {
  await questions.answered(question.id, department, { failed: 'department-error' }, now);
  await questions.leave(question);
};

/** `now`: epoch ms. What is handed out is held for the lease; whoever comes with the same id gets it again. */
export const take = async (deps: AgentDeps, taking: Taking, now: number): Promise<Taken> => {
  const { keep, fresh, whole } = await sorted(deps, taking, now);
  const stillHeld = new Set(keep.map(({ id }) => id));
  // A lease that has long to go is not written again.
  await inTurns(
    keep.filter(({ until = 0 }) => until - now < LEASE_MS / 2),
    async (line) => {
      if (!(await deps.lines.hold(line, taking.agent, now + LEASE_MS, now))) stillHeld.delete(line.id);
    },
  );

  const keys = await deps.keys();
  const found = new Map((await deps.questions.named(fresh.map(({ id }) => id))).map((one) => [one.id, one]));
  const out = new Map<string, Handed>();
  await inTurns(fresh, async (line) => {
    const question = found.get(line.id);
    // Whoever answered it died before it left the list; what is kept no more is swept with its question.
    if (question?.state !== 'waiting' || question.keptUntil <= now) return deps.questions.leave(line);
    const one = handed(keys, question);
    // Nobody can answer it, and whoever waits behind it must not.
    if (!one) return unanswerable(deps, question, now);
    if (await deps.lines.hold(line, taking.agent, now + LEASE_MS, now)) out.set(line.id, one);
  });
  return {
    questions: fresh.flatMap(({ id }) => out.get(id) ?? []),
    gone: whole ? taking.holding.filter((id) => !stillHeld.has(id)) : [],
    leaseSeconds: LEASE_SECONDS,
  };
};
