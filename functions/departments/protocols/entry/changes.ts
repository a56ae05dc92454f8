/** One step of an entry: who may take it, what becomes of entry and question, and both written together. */
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import { forbidden } from '#functions/snapshot/caller.ts';
import { type EntryEvent, MOST_STEPS, type StoredEntry } from '#schemas/entry.ts';
import type { Question } from '#schemas/question.ts';
import { MANUAL } from '#schemas/resource.ts';
import { wayOf } from '../way.ts';
import type { EntryDeps } from './deps.ts';
import type { Kept } from './entries.store.ts';
import { entryLifecycle } from './entry-lifecycle.ts';
import { actorsOf, type Clerk } from './who.ts';

/** What an event adds beyond the state. A member that is undefined goes. */
export interface Change {
  readonly question?: Partial<Question>;
  readonly entry?: Partial<StoredEntry>;
  readonly draft?: string | undefined;
  readonly reason?: string;
}

const conflict = (cause: string, detail: string) => problem('conflict', { cause, detail });

/** Without the members that are undefined: absent and undefined are one here. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const assertOpen = ({ snapshot }: Clerk, { question }: Kept, now: number): void => {
  if (wayOf(snapshot, question.resource) !== MANUAL)
    throw conflict('entry:by-agent', 'the department answers this by its agent now');
  if (question.keptUntil <= now) throw conflict('entry:expired', 'the question is kept no more');
  if (question.state !== 'waiting' && !question.byHand) throw conflict('entry:elsewhere', 'it was answered meanwhile');
  if (question.fetchedAt !== undefined) throw conflict('entry:fetched', 'the answer was fetched already');
};

/** Throws forbidden for who may not, conflict when it cannot happen now or somebody else was faster. `now`: epoch ms. */
export const changed = async (
  deps: EntryDeps,
  who: Clerk,
  kept: Kept,
  event: EntryEvent,
  now: number,
  { question, entry, draft, reason }: Change,
): Promise<Kept> => {
  assertOpen(who, kept, now);
  const state = step(entryLifecycle, kept.entry?.state ?? 'waiting', event);
  if (!mayCause(entryLifecycle, event, actorsOf(kept, who, now)))
    throw forbidden(
      who.snapshot,
      `entry-${event}`,
      '须先领取；复核须为另一人 Take it first; a review is another officer’s',
    );
  const steps = kept.entry?.steps ?? [];
  if (steps.length >= MOST_STEPS) throw conflict('entry:steps', 'too much was done with it already');
  const done = { at: new Date(now).toISOString(), by: who.officer, event, ...(reason === undefined ? {} : { reason }) };
  const next = {
    question: tidy({ ...kept.question, ...question }),
    entry: tidy<StoredEntry>({
      v: 1,
      question: kept.question.id,
      department: kept.question.department,
      resource: kept.question.resource,
      ...kept.entry,
      ...entry,
      state,
      revision: (kept.entry?.revision ?? 0) + 1,
      steps: [...steps, done],
    }),
    draft,
  };
  if ((await deps.entries.change(kept, next)) === 'stale')
    throw conflict('entry:raced', 'somebody else was faster; look again');
  return next;
};
