/** Nobody learns of a case in which he has no part. */
import { problem } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import { mayRead } from './actors.ts';
import type { CaseStore } from './cases.store.ts';
import type { Case } from './state.ts';

/** Throws not-found, whether there is no such case or none for him. */
export const readable = async (cases: Pick<CaseStore, 'load'>, id: string, party: Party): Promise<Case> => {
  const found = await cases.load(id);
  if (!found || !mayRead(found, party)) throw problem('not-found');
  return found;
};
