/** Who does something with an entry, and what he is to it. */
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { MANUAL } from '#schemas/resource.ts';
import { wayOf } from '../way.ts';
import type { EntryDeps } from './deps.ts';
import type { Kept } from './entries.store.ts';
import type { EntryActor } from './entry-lifecycle.ts';

export interface Clerk {
  readonly snapshot: IndexedSnapshot;
  readonly officer: string;
  readonly department: string;
}

const NEED = '须为该部门的录入人员 An entry officer of that department';

/** A person of the department; its systems have the agent. Throws forbidden. */
export const clerk = async ({ snapshots }: EntryDeps, caller: Caller, department?: string): Promise<Clerk> => {
  const snapshot = await snapshots.current();
  const who = identify(snapshot, caller, 'entry');
  if (!who.officer || (department !== undefined && who.department.id !== department))
    throw forbidden(snapshot, 'not-its-officer', NEED);
  return { snapshot, officer: who.officer.id, department: who.department.id };
};

/** One of his department's that is, or was, answered by hand. Throws not-found. */
export const ownEntry = async (deps: EntryDeps, id: string, { snapshot, department }: Clerk): Promise<Kept> => {
  const kept = await deps.entries.get(id);
  if (kept?.question.department !== department) throw problem('not-found');
  if (kept.entry === undefined && wayOf(snapshot, kept.question.resource) !== MANUAL) throw problem('not-found');
  return kept;
};

/** `now`: epoch ms. */
export const actorsOf = ({ entry }: Kept, { officer }: Clerk, now: number): EntryActor[] => {
  const holds = entry?.holder === officer && (entry.until ?? 0) > now;
  const isAuthor = entry?.author === officer;
  return [
    'officer',
    ...(isAuthor ? (['author'] as const) : (['second'] as const)),
    ...(holds ? (['holder'] as const) : []),
    ...(holds && !isAuthor ? (['reviewer'] as const) : []),
  ];
};
