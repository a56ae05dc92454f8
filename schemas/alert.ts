/** 预警: somebody looks at unusually many people, or at one after the other. Noticed from the record; a person decides what it was. */
import * as z from 'zod';
import { Instant, Slug, Uuid } from './identifier.ts';
import { Pattern, Watched } from './threshold.ts';

/** What the watcher needs of a record. No personal data: the subject is its keyed handle, and stands in the envelope. */
export const Look = z.strictObject({
  at: z.int(),
  client: Slug,
  officer: Slug.optional(),
  consumer: Slug,
  grant: z.string(),
  /** Keyed digest of the subject's code without its running digits. */
  near: z.string().optional(),
});
export type Look = z.infer<typeof Look>;

export const AlertState = z.enum(['raised', 'acknowledged', 'dismissed']);
export type AlertState = z.infer<typeof AlertState>;

export const AlertDismissed = z
  .strictObject({
    reason: z.string().trim().min(2).max(200).meta({ description: '核查结论 what it turned out to be' }),
  })
  .meta({ id: 'AlertDismissed' });

const handled = { by: z.string().max(120), at: Instant };

/** As it is kept; its times are epoch ms. One for each threshold, watched party and day. */
export const StoredAlert = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  revision: z.int().min(1),
  state: AlertState,
  threshold: Slug,
  watch: Watched,
  /** Officer, client or grant. */
  who: z.string(),
  pattern: Pattern,
  /** Whose officer, system or grant it is. */
  department: Slug,
  /** Under which the look fell that was one too many. */
  grant: z.string(),
  /** How many were counted then, or reckoned from a sample, and within how many minutes. */
  distinct: z.int(),
  minutes: z.int(),
  since: z.int(),
  at: z.int(),
  /** The grant is suspended by rule, as it stood then: what became of it since is left alone. */
  suspends: z.strictObject({ grant: Slug, revision: z.int() }).optional(),
  acknowledged: z.strictObject(handled).optional(),
  dismissed: AlertDismissed.extend(handled).optional(),
});
export type StoredAlert = z.infer<typeof StoredAlert>;

export const Alert = StoredAlert.omit({ v: true, at: true, since: true })
  .extend({ since: Instant, noticedAt: Instant })
  .meta({ id: 'Alert', description: '预警 alert of unusually many look-ups' });
export type Alert = z.infer<typeof Alert>;
