/** The case ticket 办件凭据, verified in memory: signature, time, and that it was made for this department, matter, resource and party. */
import { type CryptoKey, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { TicketIssuer } from '#schemas/department.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { TICKET_SECONDS, TICKET_TYPE, TicketClaims } from '#schemas/ticket.ts';

/** What the ticket must have been made for. `now`: epoch ms of the event. */
export interface TicketUse {
  readonly department: string;
  readonly matter: string;
  readonly resource: string;
  readonly role: PartyRole;
  readonly now: number;
}

/** Clocks of the case layer and of the gateway may differ by this much; it never lengthens a ticket. */
const SKEW_SECONDS = 30;

interface Facts {
  readonly claims: TicketClaims;
  readonly use: TicketUse;
  readonly snapshot: IndexedSnapshot;
}

/** The first rule that refuses speaks. */
const RULES = [
  ['ticket-expired', ({ claims, use }) => claims.exp * 1000 <= use.now],
  ['ticket-not-yet', ({ claims, use }) => (claims.iat - SKEW_SECONDS) * 1000 > use.now],
  ['ticket-too-long', ({ claims }) => claims.exp - claims.iat > TICKET_SECONDS],
  ['ticket-other-department', ({ claims, use }) => claims.department !== use.department],
  ['ticket-other-matter', ({ claims, use }) => claims.matter !== use.matter],
  ['ticket-other-resource', ({ claims, use }) => !claims.resources.includes(use.resource)],
  ['ticket-other-role', ({ claims, use }) => !claims.parties.some((party) => party.role === use.role)],
  ['ticket-case-revoked', ({ claims, snapshot }) => snapshot.caseRevoked(claims.case)],
] as const satisfies readonly (readonly [string, (facts: Facts) => boolean])[];

export type TicketRule =
  | 'ticket-malformed'
  | 'ticket-issuer-unknown'
  | 'ticket-signature'
  | (typeof RULES)[number][0]
  | 'ticket-other-party'
  | 'ticket-key-changed';

// An issuer object lives as long as its snapshot, so a rotated key is never served from here.
const imported = new WeakMap<TicketIssuer, Promise<CryptoKey | Uint8Array>>();
const keyOf = (issuer: TicketIssuer): Promise<CryptoKey | Uint8Array> => {
  const known = imported.get(issuer) ?? importJWK(issuer.key as JWK, 'ES256');
  imported.set(issuer, known);
  return known;
};

const decode = (part: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const typed = (ticket: string): boolean => {
  try {
    const header = decodeProtectedHeader(ticket);
    return header.typ === TICKET_TYPE && header.alg === 'ES256';
  } catch {
    return false;
  }
};

const issuerOf = (snapshot: IndexedSnapshot, payload: unknown): TicketIssuer | undefined => {
  const issuer = snapshot.issuer(String((payload as { iss?: unknown } | undefined)?.iss));
  return issuer?.suspended ? undefined : issuer;
};

/** The claims, or the rule that refuses. Whom the question is about is compared later, by `otherParty`. */
export const verifyTicket = async (
  snapshot: IndexedSnapshot,
  ticket: string,
  use: TicketUse,
): Promise<TicketClaims | TicketRule> => {
  if (!typed(ticket)) return 'ticket-malformed';
  const issuer = issuerOf(snapshot, decode(ticket.split('.')[1]));
  if (!issuer) return 'ticket-issuer-unknown';
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(ticket, await keyOf(issuer), { algorithms: ['ES256'] }));
  } catch {
    return 'ticket-signature';
  }
  const parsed = TicketClaims.safeParse(decode(Buffer.from(payload).toString('base64url')));
  if (!parsed.success)
    return parsed.error.issues.some((issue) => issue.message === 'ticket-too-long')
      ? 'ticket-too-long'
      : 'ticket-malformed';
  const facts = { claims: parsed.data, use, snapshot };
  return RULES.find(([, refuses]) => refuses(facts))?.[0] ?? parsed.data;
};

/** Undefined when the ticket names this subject in this role; otherwise the rule that refuses. Says nothing about whether the subject exists. */
export const otherParty = (
  claims: TicketClaims,
  role: PartyRole,
  subject: string,
  keys: HubKeys,
): TicketRule | undefined => {
  const named = claims.parties.filter((party) => party.role === role);
  if (named.every((party) => party.key !== keys.version)) return 'ticket-key-changed';
  const handle = subjectHandle(keys, subject);
  return named.some((party) => party.key === keys.version && party.digest === handle)
    ? undefined
    : 'ticket-other-party';
};
