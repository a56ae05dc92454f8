/** What is granted to a batch whichever its rows: everything but what a row's case ticket decides. */
import { denied } from '#functions/exchange/deny.ts';
import { type Granted, matchGrant, type Wish } from '#functions/exchange/match-grant.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';

type BatchWish = Pick<Wish, 'resource' | 'role' | 'fields' | 'now'> & Pick<StoredBatch, 'purpose'>;

/** Throws exchange-denied, explained. */
export const grantedBut = (snapshot: IndexedSnapshot, who: Party, { purpose, ...wish }: BatchWish): Granted => {
  // Only its being there is looked at here; each row's own is verified with the row.
  const stated = purpose.kind === 'matter' ? { ...purpose, ticket: 'of each row' } : purpose;
  const verdict = matchGrant(snapshot, who.department.id, { ...wish, purpose: stated, use: 'batch' });
  if (!verdict.granted) throw denied(snapshot, verdict.rule, verdict);
  return verdict;
};
