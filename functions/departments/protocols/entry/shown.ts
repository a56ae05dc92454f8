/** An entry as an officer sees it: whom it is about only when he has it. */

import { openAsked } from '#functions/exchange/later.ts';
import { overdueFrom } from '#functions/kernel/clocks.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { instant } from '#functions/kernel/instant.ts';
import { open } from '#functions/kernel/sealed.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { type Entry, EntryAnswer } from '#schemas/entry.ts';
import type { Kept } from './entries.store.ts';
import { dueDateOf } from './terms.ts';

/** Where it stands: a draft moved elsewhere does not open. */
export const placeOfDraft = (id: string): string => `${id} draft`;

const stateOf = ({ question, entry }: Kept, now: number): Entry['state'] => {
  if (question.state !== 'waiting' && !question.byHand) return 'elsewhere';
  if (question.keptUntil <= now) return 'expired';
  return entry?.state ?? 'waiting';
};

const SETTLED: readonly Entry['state'][] = ['answered', 'refused', 'elsewhere', 'expired'];

/** `now`: epoch ms. */
export const shownLine = (snapshot: IndexedSnapshot, kept: Kept, now: number): Entry => {
  const { question, entry } = kept;
  const { matter, standing, reason } = question;
  const [due, state] = [dueDateOf(snapshot, question), stateOf(kept, now)];
  const held = entry?.holder !== undefined && (entry.until ?? 0) > now && !SETTLED.includes(state);
  return {
    question: question.id,
    resource: question.resource,
    revision: entry?.revision ?? 0,
    state,
    askedAt: instant(question.askedAt),
    keptUntil: instant(question.keptUntil),
    due,
    overdue: overdueFrom(due) <= now && !SETTLED.includes(state),
    consumer: question.consumer,
    ...(matter === undefined ? {} : { matter }),
    ...(standing === undefined ? {} : { standing }),
    party: question.party,
    ...(held ? { holder: entry.holder, heldUntil: instant(entry.until ?? 0) } : {}),
    fetched: question.fetchedAt !== undefined,
    ...(reason === undefined ? {} : { reason }),
    steps: [...(entry?.steps ?? [])],
  };
};

/** With what is asked, and what was entered: for who holds it, or wrote it and may still put it right. */
export const shownInClear = (
  snapshot: IndexedSnapshot,
  kept: Kept,
  officer: string,
  keys: HubKeys,
  now: number,
): Entry => {
  const line = shownLine(snapshot, kept, now);
  const { question, entry, draft } = kept;
  const mayPutRight = entry?.author === officer && !line.fetched && line.state !== 'expired';
  if (line.holder !== officer && !mayPutRight) return line;
  return {
    ...line,
    request: openAsked(keys, question).question,
    ...(draft === undefined
      ? {}
      : { draft: EntryAnswer.parse(JSON.parse(open(keys.kept, placeOfDraft(question.id), draft))) }),
  };
};
