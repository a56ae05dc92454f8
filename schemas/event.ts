/** Events between rooms: one typed envelope. Consumers dedupe by `id`. */
import * as z from 'zod';

export const Envelope = z.strictObject({
  v: z.literal(1),
  id: z.string().max(120),
  type: z.string().regex(/^[a-z-]+(\.[a-z-]+)+$/),
  at: z.int(),
  /** Subject handle (keyed digest), where the event concerns a person or firm. */
  subject: z.string().optional(),
  /** Id of what caused it. */
  causation: z.string().optional(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** A timer in the due table: `pk` = minute#shard. Fired as an envelope of `type` to the room's queue, overdue first. */
export const DueItem = z.strictObject({
  v: z.literal(1),
  /** yyyy-mm-ddThh:mm#shard, UTC. */
  pk: z.string(),
  /** room#id: one timer per thing. */
  sk: z.string(),
  dueAt: z.int(),
  room: z.enum([
    'catalogue',
    'certificates',
    'cases',
    'case-archives',
    'batches',
    'back-fills',
    'events',
    'quality',
    'later',
  ]),
  type: z.string(),
  data: z.unknown(),
});
export type DueItem = z.infer<typeof DueItem>;
