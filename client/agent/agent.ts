/**
 * One round of the agent: bring what is answered, take what it can, ask the sources, bring again. The hub hands out one question for each
 * subject, so the order among the others does not matter here. It can die at any moment; whoever comes after it reads the journal.
 */
import { inTurns } from '#functions/departments/protocols/in-turns.ts';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { AgentSaid } from '#schemas/agent.ts';
import { QuestionFailure } from '#schemas/question.ts';
import { HubError } from '../sdk/index.ts';
import type { Hub } from './hub.ts';
import type { Answered, Entry, Journal } from './journal.ts';
import { LATER, type Source } from './source.ts';

/** Says what happened, never about whom: a stable word, a resource, a rule. */
export type Tell = (event: string, more?: { readonly resource?: string; readonly rule?: string }) => void;

/** Until when a source is left alone (epoch ms), after how many failures in a row. */
export interface Down {
  readonly until: number;
  readonly times: number;
}

export interface Working {
  readonly hub: Hub;
  readonly journal: Journal;
  readonly sources: Readonly<Record<string, Source>>;
  readonly tell: Tell;
  /** Epoch ms. */
  readonly now: () => number;
  readonly deadlineMs: number;
  readonly atOnce: number;
  readonly tries: number;
  readonly restMs: number;
  /** Resources whose source was not reached. Kept from round to round. */
  readonly down: Map<string, Down>;
}

/** Longer than a lease, so that another agent gets what this one cannot answer. */
const LONGEST_REST_MS = 300_000;
const restAfter = ({ restMs }: Working, times: number): number => Math.min(LONGEST_REST_MS, restMs * 2 ** times);
/** Clocks differ: the journal keeps a question a little longer than the hub. */
const SWEEP_AFTER_MS = 3_600_000;

/** The hub would not even look at this answer: it hears why instead. */
const INSTEAD: Readonly<Record<number, QuestionFailure>> = {
  400: 'department-answer-invalid',
  413: 'department-answer-too-large',
};

const settled = async ({ journal, sources }: Working, id: string, resource: string): Promise<void> => {
  await sources[resource]?.settled?.(id);
  journal.forget(id);
};

/** Everything in the journal that has its answer. Throws when the hub did not take one: then it stays there. */
const bringAll = async (working: Working): Promise<void> => {
  const { hub, journal, tell, atOnce } = working;
  const bring = async ({ id, resource, said }: Answered): Promise<void> => {
    try {
      const { state, rule } = await hub.bring(id, said);
      await settled(working, id, resource);
      tell(state === 'kept' ? 'brought' : `brought: ${state}`, { resource, ...(rule ? { rule } : {}) });
    } catch (error) {
      const { status = 0, code = '' } = error instanceof HubError ? error : {};
      const failed = INSTEAD[status];
      if (status === 404 && code === 'not-found') {
        await settled(working, id, resource);
        tell('brought: unknown', { resource });
      } else if (failed && said.outcome !== 'failed') {
        journal.sayInstead(id, { outcome: 'failed', failed });
        tell('answer not taken', { resource, rule: failed });
      } else throw error;
    }
  };
  await inTurns(journal.answered(), bring, atOnce);
};

const isUp = ({ down, now }: Working, resource: string): boolean => (down.get(resource)?.until ?? 0) <= now();

const takeMore = async (working: Working): Promise<number> => {
  const { hub, journal, sources, atOnce } = working;
  const [open, ready] = [journal.unanswered(), journal.answered()];
  // Whose source is down is given back: another agent may reach it.
  const held = open.filter(({ resource }) => isUp(working, resource));
  const { questions, gone } = await hub.take({
    agent: journal.agent,
    limit: Math.max(0, Math.min(25, 2 * atOnce - held.length)),
    resources: Object.keys(sources).filter((resource) => isUp(working, resource)),
    holding: [...held, ...ready].map(({ id }) => id).slice(0, 200),
  });
  journal.taken(questions);
  const lost = new Set(gone);
  for (const { id, resource } of open.filter((one) => lost.has(one.id))) await settled(working, id, resource);
  return questions.length;
};

/** As the exchange asks a department: one deadline, and no word of it in a failure. */
const asked = (source: Source, { id, request }: Entry, deadlineMs: number) =>
  askDepartment((context) => source.ask(request, id, context), {
    clock: () => performance.now(),
    sleep: async () => undefined,
    random: Math.random,
    budget: retryBudget(0, 0),
    deadlineMs,
  });

const answer = async (working: Working, entry: Entry): Promise<void> => {
  const { journal, sources, tell, now, tries, down, deadlineMs } = working;
  const { id, resource } = entry;
  const say = (said: AgentSaid) => journal.say(id, said);
  const source = sources[resource];
  if (!source) return say({ outcome: 'failed', failed: 'department-error' });
  let reached = true;
  const watched: Source = {
    ...source,
    ask: (...asking) =>
      source.ask(...asking).catch((error: unknown) => {
        reached = !(error instanceof TransientFailure);
        throw error;
      }),
  };
  try {
    const said = await asked(watched, entry, deadlineMs);
    down.delete(resource);
    if (said === LATER) return journal.later(id, now() + 1000);
    say(said === null ? { outcome: 'nothing' } : { outcome: 'found', answer: said });
    tell('answered', { resource });
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : 'department-error';
    const rule = error instanceof ProblemError ? (error.extra.cause ?? code) : code;
    if (!reached) {
      // The source's trouble, not the question's.
      const times = down.get(resource)?.times ?? 0;
      down.set(resource, { until: now() + restAfter(working, times), times: times + 1 });
      return tell('source not reached', { resource, rule });
    }
    const failed = QuestionFailure.safeParse(code).data;
    const forGood = failed !== undefined && failed !== 'department-error';
    if (forGood || entry.tries + 1 >= tries) {
      say({ outcome: 'failed', failed: failed ?? 'department-error' });
      return tell('cannot answer', { resource, rule });
    }
    journal.failed(id, now() + restAfter(working, entry.tries));
    tell('source failed', { resource, rule });
  }
};

const answerAll = async (working: Working): Promise<number> => {
  const { journal, now, atOnce } = working;
  const ready = journal.unanswered().filter((one) => one.notBefore <= now() && isUp(working, one.resource));
  await inTurns(ready, (entry) => answer(working, entry), atOnce);
  return ready.length;
};

/** `busy`: there was something to do; `well`: the hub was reached. */
export interface Round {
  readonly busy: boolean;
  readonly well: boolean;
}

/** One round. Sources are asked even while the hub is away. */
export const round = async (working: Working): Promise<Round> => {
  const { hub, journal, tell, now } = working;
  let [well, busy] = [true, false];
  const withHub = async (step: () => Promise<number | undefined>): Promise<void> => {
    if (!well) return;
    try {
      busy = (await step()) ? true : busy;
    } catch (error) {
      well = false;
      tell('hub', { rule: await hub.why(error) });
    }
  };
  journal.sweep(now() - SWEEP_AFTER_MS);
  await withHub(() => bringAll(working).then(() => undefined));
  await withHub(() => takeMore(working));
  await answerAll(working);
  await withHub(() => bringAll(working).then(() => undefined));
  return { busy, well };
};
