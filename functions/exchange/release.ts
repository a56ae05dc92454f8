/** Release: the last look. Between asking and releasing a grant may have been revoked, a client suspended, a case closed. */
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Scope } from '#schemas/access.ts';
import { type Authority, identified } from './authorise.ts';
import { denied } from './deny.ts';
import { matchGrant } from './match-grant.ts';

/** The gateway gives up after 30 s; whoever is thawed later must not answer a caller who has gone. */
export const RELEASE_WITHIN_MS = 28_000;

/**
 * Throws exchange-denied when what was decided on no longer stands, hub-not-ready when it is too late. The record is already written
 * then and stays as it is: it says what was about to be released, so the record can hold more than was released, never less.
 * `now`: epoch ms at release.
 */
export const assertReleasable = (
  snapshot: IndexedSnapshot,
  { wish, grant, resource, ticket }: Authority,
  caller: Caller,
  now: number,
  scope: Scope = 'exchange',
): void => {
  if (now - wish.now > RELEASE_WITHIN_MS) throw problem('hub-not-ready', { cause: 'release-too-late' });
  const who = identified(snapshot, caller, scope);
  const verdict = matchGrant(snapshot, who.department.id, { ...wish, now });
  if (!verdict.granted) throw denied(snapshot, verdict.rule, verdict);
  if (ticket && snapshot.caseRevoked(ticket.case)) throw denied(snapshot, 'ticket-case-revoked', verdict);
  const same =
    verdict.grant.id === grant.id &&
    verdict.grant.revision === grant.revision &&
    verdict.resource.revision === resource.revision;
  if (!same) throw denied(snapshot, 'grant-changed', verdict);
};
