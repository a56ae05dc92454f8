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
});
export type Operation = z.infer<typeof Operation>;

/** What came of it, in an item of its own that goes long before the operation: the whole checked answer, sealed. */
export const KeptOutcome = z.strictObject({
  v: z.literal(1),
  outcome: z.string(),
  /** Until when it may be released again without asking. */
  keptUntil: z.int(),
  /** Time the department took. */
  ms: z.int(),
});
export type KeptOutcome = z.infer<typeof KeptOutcome>;
