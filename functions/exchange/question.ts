/** The question as it is bound to an Idempotency-Key. */
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Authority } from './authorise.ts';

/**
 * Canonical text of a question: same text, same question. The case stands in for its ticket, so that a renewed ticket asks the same;
 * the order of the fields does not matter. Throws invalid-request for text that is no Unicode.
 */
export const requestText = ({ wish, ticket }: Authority, question: unknown): string => {
  const { purpose, resource, role } = wish;
  const stated = purpose.kind === 'matter' ? { matter: purpose.matter, case: ticket?.case ?? null } : purpose;
  try {
    return canonical({ resource, role, purpose: stated, fields: [...new Set(wish.fields)].sort(), question });
  } catch {
    throw problem('invalid-request', { errors: [{ field: '/request', rule: 'well-formed-unicode' }] });
  }
};
