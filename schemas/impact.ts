/** 变更影响: what a change would break, shown before it is made. */
import * as z from 'zod';
import { DueDate } from './clock.ts';
import { GrantState } from './grant.ts';
import { FieldPointer, Instant, ResourceId, Slug } from './identifier.ts';
import { FieldChange } from './resource-change.ts';

const count = z.int().min(0);

/** Why a grant is affected: a breaking change, or that its version, purpose, party or use ends. */
const Reason = z
  .string()
  .regex(/^[a-z-]+$/)
  .max(60);

const AffectedGrant = z.strictObject({
  id: Slug,
  consumer: Slug,
  resource: ResourceId,
  version: z.int(),
  state: GrantState,
  matters: z.array(Slug),
  standing: z.array(Slug),
  /** Fields that it gives and would give no more. */
  lost: z.array(FieldPointer),
  reasons: z.array(Reason).min(1),
  /** When it would break; absent: at once. */
  from: Instant.optional(),
});
export type AffectedGrant = z.infer<typeof AffectedGrant>;

export const Impact = z
  .strictObject({
    /** For a resource: what differs from the version as it stands. */
    changes: z.array(FieldChange),
    /** True when it may only be done by a new version, after notice. */
    needsNewVersion: z.boolean(),
    /** The notice period, if it were begun now. */
    notice: DueDate.optional(),
    grants: z.array(AffectedGrant),
    consumers: z.array(Slug),
    matters: z.array(Slug),
    /** Cases that used one of the grants since then, newest first; a hundred of them at most. */
    cases: z.strictObject({
      since: Instant,
      count,
      /** There are more than were counted. */
      more: z.boolean(),
      items: z.array(z.strictObject({ case: z.string(), grant: Slug, matter: Slug.optional(), at: Instant })),
    }),
  })
  .meta({ id: 'Impact', description: '变更影响 impact of a change' });
export type Impact = z.infer<typeof Impact>;
