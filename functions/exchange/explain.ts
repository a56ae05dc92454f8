/** Would this be granted? The exchange's own rules, without asking anyone: what POST /v1/grants/check answers. */
import type { Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { declaredOnly } from './authorise.ts';
import { denial } from './deny.ts';
import { matchGrant, type Wish } from './match-grant.ts';

export interface Explained {
  readonly granted: boolean;
  /** Id of the grant, also when it is the one that refuses. */
  readonly grant?: string;
  /** When the grant runs out. */
  readonly until?: string;
  readonly rule?: string;
  readonly need?: string;
  readonly ask?: string;
}

/** Throws invalid-request when a field is not declared. A ticket is only looked for, not verified: that is the exchange's moment. */
export const explain = (snapshot: IndexedSnapshot, who: Party, wish: Wish): Explained => {
  const versions = snapshot.versionsOf(wish.resource);
  if (versions.length > 0) declaredOnly(versions, wish.fields);
  const verdict = matchGrant(snapshot, who.department.id, wish);
  if (verdict.granted) return { granted: true, grant: verdict.grant.id, until: verdict.grant.until };
  const { rule, need, ask } = denial(snapshot, verdict.rule, verdict);
  return { granted: false, ...(verdict.grant ? { grant: verdict.grant.id } : {}), rule, need, ask };
};
