/** Who asks, under which grant, for which case: everything that is decided before the department is asked, and again at release. */
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller, Message } from '#functions/kernel/request.ts';
import { type Party, party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Scope } from '#schemas/access.ts';
import type { Level, Resource } from '#schemas/resource.ts';
import type { TicketClaims } from '#schemas/ticket.ts';
import { type DenialRule, denied } from './deny.ts';
import { type Granted, matchGrant, type Wish } from './match-grant.ts';
import { allowedFields, lowerLevel } from './pointers.ts';
import { ticketOf } from './purpose.ts';
import { type Signed, verifySignature } from './signature.ts';
import { verifyTicket } from './ticket.ts';

export interface Authority extends Granted {
  readonly who: Party;
  readonly wish: Wish;
  /** Verified; there whenever the caller sent one. */
  readonly ticket?: TicketClaims;
}

/** The registered caller holding `scope`. Throws exchange-denied, explained. */
export const identified = (snapshot: IndexedSnapshot, caller: Caller, scope: Scope): Party => {
  const who = party(snapshot, caller, scope);
  if ('rule' in who) throw denied(snapshot, who.rule);
  return who;
};

/** The verified signature under the message, if there is one for this hub. Throws exchange-denied for one that is no good. */
export const signedBy = (
  snapshot: IndexedSnapshot,
  { client }: Party,
  message: (() => Message) | undefined,
  now: number,
): { readonly signed?: Signed } => {
  const signed = message && verifySignature(message(), client, now);
  if (typeof signed === 'string') throw denied(snapshot, signed);
  return signed ? { signed } : {};
};

/** Throws invalid-request naming each field that no version of the resource that is answered declares. */
export const declaredOnly = (versions: readonly Pick<Resource, 'fields'>[], fields: readonly string[]): void => {
  const declared = new Set(versions.flatMap((resource) => resource.fields.map((field) => field.pointer)));
  const errors = fields.flatMap((field, i) =>
    declared.has(field) ? [] : [{ field: `/fields/${i}`, rule: 'not-a-declared-leaf' }],
  );
  if (errors.length > 0) throw problem('invalid-request', { errors: errors.slice(0, 20) });
};

const withTicket = async (
  snapshot: IndexedSnapshot,
  who: Party,
  granted: Granted,
  wish: Wish,
): Promise<{ level: Level; ticket?: TicketClaims } | { rule: DenialRule }> => {
  const ticket = ticketOf(wish.purpose);
  if (ticket === undefined || wish.purpose.kind !== 'matter') return { level: granted.level };
  const now = wish.ticketShown?.at ?? wish.now;
  const use = { ...wish, now, department: who.department.id, matter: wish.purpose.matter };
  const claims = await verifyTicket(snapshot, ticket, use);
  if (typeof claims === 'string') return { rule: claims };
  const outlived = claims.exp * 1000 <= wish.now;
  if (outlived && (await wish.ticketShown?.isOver(claims.case))) return { rule: 'ticket-case-revoked' };
  return { level: lowerLevel(granted.level, claims.level), ticket: claims };
};

/** A key that was taken from the registry since signs no more. */
const keyGone = ({ client }: Party, { signed }: Wish): boolean =>
  typeof signed === 'object' && !client.keys?.some((key) => canonical(key) === canonical(signed.key));

/** Grant, purpose and ticket. Throws exchange-denied, explained; never looks at whom the question is about. */
export const authorise = async (snapshot: IndexedSnapshot, who: Party, wish: Wish): Promise<Authority> => {
  const verdict = matchGrant(snapshot, who.department.id, wish);
  if (!verdict.granted) throw denied(snapshot, verdict.rule, verdict);
  if (keyGone(who, wish)) throw denied(snapshot, 'signature-key-unknown', verdict);
  const cased = await withTicket(snapshot, who, verdict, wish);
  if ('rule' in cased) throw denied(snapshot, cased.rule, verdict);
  const fields = allowedFields(verdict.resource.fields, verdict.grant.fields, wish.fields, cased.level);
  if (fields.length === 0) throw denied(snapshot, 'no-field-granted', verdict);
  return { ...verdict, ...cased, fields, who, wish };
};
