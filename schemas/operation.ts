/** 业务操作: a change put to a department. Its id is the serial number 业务流水号 under which the department knows it. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { Slug, Uuid } from './identifier.ts';

/**
 * Written before the department is asked, so that an effect whose caller has died still says who wanted it, about whom (a keyed handle),
 * under which grant. Times are epoch ms.
 */
export const Operation = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  state: z.enum(['intended', 'done']),
  resource: z.string(),
  client: Slug,
  officer: Slug.optional(),
  consumer: Slug,
  grant: Slug,
  party: PartyRole,
  case: z.string().optional(),
  handle: z.string(),
  /** Keyed digest of the question: the same key with another question is refused. */
  request: z.string(),
  at: z.int(),
  /** Who is at it, and until when nobody else may be. */
  attempt: z.string(),
  until: z.int(),
  /** When it is done: the whole checked answer, sealed, and how long it may be released again without asking. */
  outcome: z.string().optional(),
  keptUntil: z.int().optional(),
  /** Time the department took. */
  ms: z.int().optional(),
});
export type Operation = z.infer<typeof Operation>;
