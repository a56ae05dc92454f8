/** What is noticed while time passes: an agent that fell silent while somebody waits, and an entry that is overdue. Noticed means: said in the log, which an alarm reads. */
import * as z from 'zod';
import type { QuestionsStore } from '#functions/exchange/questions.store.ts';
import { log } from '#functions/kernel/log.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { SILENT_SECONDS } from '#schemas/agent.ts';
import type { Envelope } from '#schemas/event.ts';
import { Uuid } from '#schemas/identifier.ts';
import { MANUAL } from '#schemas/resource.ts';
import { wayOf } from '../way.ts';
import { type DeskDeps, departmentsAskedLater, deskOf } from './desk.ts';

export interface WatchDeps extends DeskDeps {
  readonly questions: Pick<QuestionsStore, 'get'>;
}

const Overdue = z.strictObject({ question: Uuid });

/** Answered meanwhile, given to the agent, or kept no more: then there is nothing to notice. */
const overdue = async ({ questions, snapshots }: WatchDeps, { data, at }: Envelope): Promise<void> => {
  const question = await questions.get(Overdue.parse(data).question);
  if (question?.state !== 'waiting' || question.keptUntil <= at) return;
  const { department, resource } = question;
  if (wayOf(await snapshots.current(), resource) !== MANUAL) return;
  log('warn', { event: 'entry-overdue', department, resource });
};

/** Somebody waits longer than an agent may be silent, and no agent was heard of for so long. `now`: epoch ms. */
const silent = async (deps: WatchDeps, now: number): Promise<void> => {
  const snapshot = await deps.snapshots.current();
  for (const department of departmentsAskedLater(snapshot)) {
    const { agents, byAgent } = await deskOf(deps, snapshot, department, now);
    const waited = byAgent.oldest === undefined ? 0 : now - Date.parse(byAgent.oldest);
    if (waited >= SILENT_SECONDS * 1000 && agents.every(({ state }) => state === 'silent'))
      log('error', { event: 'agent-silent', department, count: byAgent.count, ms: waited });
  }
};

const TYPES: Readonly<Record<string, (deps: WatchDeps, envelope: Envelope, now: number) => Promise<void>>> = {
  'entry.overdue': overdue,
  'later.watch': (deps, _envelope, now) => silent(deps, now),
};

export const laterEvents =
  (deps: WatchDeps): Consumer =>
  async (envelope, now) => {
    const take = Object.hasOwn(TYPES, envelope.type) ? TYPES[envelope.type] : undefined;
    if (!take) throw new Error('later: envelope is of another kind');
    await take(deps, envelope, now);
  };
