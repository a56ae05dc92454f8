/** 上级: what another hub, the one above, offers us, and what it sends down 回流. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { Instant, ResourceId, Slug, Uuid } from './identifier.ts';
import { ResourceField, ResourceState, SharingClass } from './resource.ts';

/** What has become of a resource that we have mapped: why somebody should look at it. */
export const Finding = z.strictObject({
  rule: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(60)
    .meta({ description: 'gone, withdrawn, deprecated, suspended, other-version, or how it breaks what we promise' }),
  /** Of our own resource, in whose leaves the break shows. */
  field: z.string().max(120).optional(),
  until: Instant.optional().meta({ description: 'It is answered until then' }),
});
export type Finding = z.infer<typeof Finding>;

const seen = {
  /** The hub above, as it is called here. */
  upper: Slug,
  id: ResourceId,
  name: Bilingual,
  version: z.int().min(1),
  state: ResourceState,
  sharing: SharingClass,
  ends: Instant.optional(),
  fields: z
    .array(ResourceField.pick({ pointer: true, name: true, type: true, sensitivity: true, level: true }))
    .max(200),
  /** Of this version; absent: not mapped, so nobody here can ask it. */
  mapped: z.strictObject({ resource: ResourceId, version: z.int().min(1) }).optional(),
  findings: z.array(Finding).max(50),
};

/** A line of the catalogue above, as it was when it last changed. Times are epoch ms. */
export const StoredUpperResource = z.strictObject({ v: z.literal(1), ...seen, seenAt: z.int(), changedAt: z.int() });
export type StoredUpperResource = z.infer<typeof StoredUpperResource>;

export const UpperResource = z
  .strictObject({ ...seen, seenAt: Instant, changedAt: Instant })
  .meta({ id: 'UpperResource', description: '上级资源 a resource of the hub above' });
export type UpperResource = z.infer<typeof UpperResource>;

/** How far the catalogue above was read. */
export const CatalogueLook = z.strictObject({
  v: z.literal(1),
  checkedAt: z.int().optional(),
  /** Somebody asked for it. */
  wantedAt: z.int().optional(),
});
export type CatalogueLook = z.infer<typeof CatalogueLook>;

/** Somebody moved the position by hand: forward, past what is lost above, or back, to take again. */
const Moved = { from: z.int().min(0), to: z.int().min(0), by: z.string().max(80), reason: z.string().max(300) };
export const KEPT_MOVES = 20;

/** 回流进度: how far the events of a mapped resource have come down. Times are epoch ms. */
export const StoredReturn = z.strictObject({
  v: z.literal(1),
  revision: z.int().min(1),
  resource: ResourceId,
  /** Its name above. */
  upper: ResourceId,
  subscription: Uuid,
  /** Counts our subscriptions: one that has ended above is made anew, behind the same number. */
  generation: z.int().min(1),
  /** Everything up to this number of the log above is in our own. */
  after: z.int().min(0),
  /** When nothing more was waiting above. */
  completeAt: z.int().optional(),
  /** It does not go on until the cause is gone, or a person has moved it. */
  stopped: z.strictObject({ since: z.int(), rule: z.string().max(80) }).optional(),
  moved: z
    .array(z.strictObject({ ...Moved, at: z.int() }))
    .max(KEPT_MOVES)
    .optional(),
  /** A person led it past something at `at`. Before, nothing more had been waiting at `completeAt`: what was told before is sure up to then. */
  gap: z.strictObject({ at: z.int(), completeAt: z.int().optional() }).optional(),
});
export type StoredReturn = z.infer<typeof StoredReturn>;

/** An event that could not be taken. What it said is kept nowhere here: above it is kept for a while, and is tried again from there. */
export const StoredRefusal = z.strictObject({
  v: z.literal(1),
  number: z.int().min(1),
  rule: z.string().max(80),
  at: z.int(),
  /** Above it is kept no more: it will not come. */
  lost: z.literal(true).optional(),
});
export type StoredRefusal = z.infer<typeof StoredRefusal>;

export const UpperReturn = z
  .strictObject({
    resource: ResourceId,
    upper: ResourceId,
    after: z.int(),
    completeAt: Instant.optional().meta({ description: 'Nothing more was waiting above then' }),
    stopped: z.strictObject({ since: Instant, rule: z.string() }).optional(),
    moved: z.array(z.strictObject({ ...Moved, at: Instant })),
    refused: z.array(StoredRefusal.omit({ v: true }).extend({ at: Instant })).meta({
      description: 'Events that could not be taken, a hundred of them at most; they are tried again each hour',
    }),
  })
  .meta({ id: 'UpperReturn', description: '回流 what comes down of one resource' });
export type UpperReturn = z.infer<typeof UpperReturn>;

/** 回流副本: the last that was sent down about one record of one subject, sealed. It stands under a keyed digest of both. */
export const StoredCopy = z.strictObject({
  v: z.literal(1),
  /** Of the event, in our own log: an earlier one never replaces a later one. */
  number: z.int().min(1),
  toldAt: Instant,
  sealed: z.string(),
  keyVersion: z.int(),
  /** The record has ended above. */
  ended: z.literal(true).optional(),
  keptUntil: z.int(),
});
export type StoredCopy = z.infer<typeof StoredCopy>;

/** How long a copy is kept after it was last told. */
export const COPY_KEPT_MS = 400 * 86_400_000;
