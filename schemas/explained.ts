/** 预先核对: what the exchange would say, and what it would release. */
import * as z from 'zod';
import { GrantedUse } from './grant.ts';
import { FieldPointer, Instant, Slug } from './identifier.ts';
import { Quota } from './quota.ts';
import { Level } from './resource.ts';

/** Why a field that was asked for would not be released. */
export const CUT_RULES = {
  'field-not-granted': '共享授权不含此字段 The grant does not give this field',
  'field-above-level': '该当事人层级只能得到是或否 At this party’s level only yes or no is answered',
  'field-other-version': '授权所指资源版本无此字段 The version that the grant names does not have this field',
} as const;
export type CutRule = keyof typeof CUT_RULES;

const demand = z.enum(['required', 'not-required']);

/** What the grant demands and limits, whoever asks how often. */
export const GrantFacts = z.strictObject({
  perDay: z.int().optional(),
  perSecond: z.int().optional(),
  /** Of `perDay`, on this day of Beijing: so many at least, as the hub knows it. */
  leftToday: z.int().optional(),
  /** The limit of the resource itself, shared by all who ask. */
  resourceLimit: Quota.optional(),
  resourceLeftToday: z.int().optional(),
  ticket: demand,
  signature: demand,
  uses: z.array(GrantedUse),
});

export const Explained = z
  .strictObject({
    granted: z.boolean(),
    /** Also when it is the one that refuses. */
    grant: Slug.optional(),
    /** When the grant runs out, or the version that it names. */
    until: Instant.optional(),
    resourceVersion: z.int().optional(),
    /** The version is deprecated and answered until then. */
    ends: Instant.optional(),
    level: Level.optional(),
    released: z.array(FieldPointer),
    /** Each with the rule that cuts it and what would be needed. */
    cut: z.array(
      z.strictObject({
        field: FieldPointer,
        rule: z.enum(Object.keys(CUT_RULES) as [CutRule, ...CutRule[]]),
        need: z.string(),
      }),
    ),
    facts: GrantFacts.optional(),
    rule: z.string().optional(),
    need: z.string().optional(),
    ask: z.string().optional(),
  })
  .meta({ id: 'Explained', description: '预先核对结果 what the exchange would say' });
export type Explained = z.infer<typeof Explained>;
