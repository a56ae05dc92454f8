/** Taking an entry, to answer or to review it; putting it back. Taking shows whom it is about, so each taking is a step that is kept. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { HELD_SECONDS } from '#schemas/entry.ts';
import type { entriesRoutes } from '#schemas/routes/entries.ts';
import { changed } from './changes.ts';
import type { EntryDeps } from './deps.ts';
import type { Kept } from './entries.store.ts';
import { shownInClear } from './shown.ts';
import { dueDateOf, keptUntil } from './terms.ts';
import { type Clerk, clerk, ownEntry } from './who.ts';

type Routes = typeof entriesRoutes;

const REVIEWED = ['entered', 'in-review'];

/** Another officer has it, and his time is not over. */
const heldByAnother = ({ entry }: Kept, { officer }: Clerk, now: number): boolean =>
  entry?.holder !== undefined && entry.holder !== officer && (entry.until ?? 0) > now;

export const getEntry =
  (deps: EntryDeps): Body<Routes['getEntry']> =>
  async ({ caller, params, now }) => {
    const who = await clerk(deps, caller);
    const kept = await ownEntry(deps, params.question, who);
    return { body: shownInClear(who.snapshot, kept, who.officer, await deps.keys(), now) };
  };

export const takeEntry =
  (deps: EntryDeps): Body<Routes['takeEntry']> =>
  async ({ caller, params, now }) => {
    const who = await clerk(deps, caller);
    const kept = await ownEntry(deps, params.question, who);
    const { question, entry, draft } = kept;
    const event = REVIEWED.includes(entry?.state ?? '') ? 'review' : 'take';
    if (heldByAnother(kept, who, now))
      throw problem('conflict', { cause: 'entry:held', detail: 'another officer has it' });
    // Asked of the agent it was kept for a day; by hand that takes longer.
    const longer = Math.max(question.keptUntil, keptUntil(dueDateOf(who.snapshot, question), question.askedAt));
    const next = await changed(deps, who, kept, event, now, {
      question: { keptUntil: longer },
      entry: { holder: who.officer, until: now + HELD_SECONDS * 1000 },
      draft,
    });
    return { body: shownInClear(who.snapshot, next, who.officer, await deps.keys(), now) };
  };

export const releaseEntry =
  (deps: EntryDeps): Body<Routes['releaseEntry']> =>
  async ({ caller, params, now }) => {
    const who = await clerk(deps, caller);
    const kept = await ownEntry(deps, params.question, who);
    const free = { holder: undefined, until: undefined } as object;
    const next = await changed(deps, who, kept, 'release', now, { entry: free, draft: kept.draft });
    return { body: shownInClear(who.snapshot, next, who.officer, await deps.keys(), now) };
  };
