/** Release: the last look. Between asking and releasing a grant may have been revoked, a client or the ticket's issuer suspended, a case closed. */
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Scope } from '#schemas/access.ts';
import type { Resource } from '#schemas/resource.ts';
import { type Authority, authorise, identified } from './authorise.ts';
import { denied } from './deny.ts';

/** The gateway gives up after 30 s; whoever is thawed later must not answer a caller who has gone. */
const RELEASE_WITHIN_MS = 28_000;

/** A version that has just been superseded stands elsewhere under another revision, and still says the same. */
const sameDeclaration = (again: Resource, before: Resource): boolean =>
  again.revision === before.revision ||
  (again.version === before.version && canonical(again.fields) === canonical(before.fields));

/**
 * Throws exchange-denied when what was decided on no longer stands, hub-not-ready when it is too late. The record is already written
 * then and stays as it is: it says what was about to be released, so the record can hold more than was released, never less.
 * `now`: epoch ms at release.
 */
export const assertReleasable = async (
  snapshot: IndexedSnapshot,
  { wish, grant, resource }: Authority,
  caller: Caller,
  now: number,
  scope: Scope = 'exchange',
): Promise<void> => {
  if (now - wish.now > RELEASE_WITHIN_MS) throw problem('hub-not-ready', { cause: 'release-too-late' });
  const who = identified(snapshot, caller, scope);
  // The whole decision once more, by today's snapshot: also the ticket's time, issuer and key.
  const again = await authorise(snapshot, who, { ...wish, now });
  const same =
    again.grant.id === grant.id && again.grant.revision === grant.revision && sameDeclaration(again.resource, resource);
  if (!same) throw denied(snapshot, 'grant-changed', again);
};
