/** The question as it is bound to an Idempotency-Key. */
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { TicketClaims } from '#schemas/ticket.ts';
import type { Wish } from './match-grant.ts';

/**
 * Canonical text of a question: same text, same question. The case stands in for its ticket, so that a renewed ticket asks the same;
 * the order of the fields does not matter. Throws invalid-request for text that is no Unicode.
 */
export const requestText = (
  { wish, ticket }: { readonly wish: Omit<Wish, 'now'>; readonly ticket?: Pick<TicketClaims, 'case'> },
  question: unknown,
): string => {
  const { purpose, resource, role } = wish;
  const stated = purpose.kind === 'matter' ? { matter: purpose.matter, case: ticket?.case ?? null } : purpose;
  try {
    return canonical({ resource, role, purpose: stated, fields: [...new Set(wish.fields)].sort(), question });
  } catch {
    throw problem('invalid-request', { errors: [{ field: '/request', rule: 'well-formed-unicode' }] });
  }
};
