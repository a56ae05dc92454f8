/** 订阅: who is told of which events, by webhook or by pulling, and what became of each delivery. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { FieldPointer, Instant, NodeId, ResourceId, Slug, Uuid } from './identifier.ts';
import { EventName } from './published.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;

/** 重试: how long is waited after each attempt without a receipt; after the last one the delivery is a dead letter. 31.6 hours in all. */
export const RETRY_AFTER_MS: readonly number[] = [
  5 * SECOND,
  20 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
];
/** 逾期: without a receipt after so many attempts it is late, and somebody is told. */
export const LATE_AFTER = 3;
/** An endpoint that has taken nothing for so long, in so many attempts, is disabled. */
export const DISABLE_AFTER = { ms: 3 * DAY, attempts: 20 } as const;
/** Deliveries to one endpoint at once. */
export const IN_FLIGHT = 8;
/** So many deliveries wait for another attempt; what comes after them waits in the log. */
export const MOST_OPEN = 100;
/** Both secrets sign for so long after a new one was made. */
export const SECRET_OVERLAP_MS = DAY;
/** Of one department. */
export const MOST_SUBSCRIPTIONS = 200;

/** A standing purpose, or a matter that needs no case: a ticket lives ten minutes, a subscription for years. */
const SubscribedPurpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), matter: Slug }),
  z.strictObject({ kind: z.literal('standing'), code: Slug }),
]);

const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pull') }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: z
      .url({ protocol: /^https?$/, abort: true })
      .max(500)
      .refine((url) => !/[?#@]/.test(url), 'no-query-fragment-or-credentials')
      .meta({ description: 'https, at a public address', example: 'https://events.fire.example/onetrip' }),
  }),
]);

const wished = {
  resource: ResourceId,
  types: z.array(EventName).min(1).max(20).optional().meta({ description: 'Absent: every type of the resource' }),
  purpose: SubscribedPurpose,
  party: z.strictObject({ role: PartyRole }),
  fields: z.array(FieldPointer).min(1).max(200),
  target: Target,
  node: NodeId.optional().meta({
    description: '节点 set when the subscriber is a hub: it is not told what has passed it already',
  }),
};

export const Subscribe = z
  .strictObject({
    ...wished,
    after: z.int().min(0).optional().meta({ description: 'Begin behind this number; absent: with what comes next' }),
  })
  .meta({ id: 'Subscribe', description: '订阅申请' });
export type Subscribe = z.infer<typeof Subscribe>;

/** unconfirmed: the endpoint has yet to answer the challenge. */
export const SubscriptionState = z.enum(['unconfirmed', 'active', 'disabled', 'ended']);
export type SubscriptionState = z.infer<typeof SubscriptionState>;

export const DisabledFor = z.enum(['gone', 'failing', 'challenge-failed']);
export type DisabledFor = z.infer<typeof DisabledFor>;

export const StoredSubscription = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  revision: z.int().min(1),
  state: SubscriptionState,
  department: Slug,
  client: Slug,
  ...wished,
  /** Begins behind this number. */
  after: z.int().min(0),
  /** Generations of the signing secret, the newest first; the secret itself is derived from that version of the hub's. `until`: epoch ms. */
  secrets: z
    .array(z.strictObject({ generation: z.int().min(1), keyVersion: z.int(), until: z.int().optional() }))
    .max(2),
  /** HMAC of what was asked for, to tell a repeat from another request under the same key. */
  request: z.string(),
  createdAt: z.int(),
  disabled: z.strictObject({ since: z.int(), reason: DisabledFor }).optional(),
});
export type StoredSubscription = z.infer<typeof StoredSubscription>;

/** How far the deliveries are; written by whoever is at work on the subscription. Times are epoch ms. */
export const Work = z.strictObject({
  v: z.literal(1),
  /** Everything up to here has been received, given up, waits for another attempt, or was never wished for. */
  position: z.int().min(0),
  /** Counts the replays: what was received in an earlier round is sent again. */
  round: z.int().min(1),
  /** Who is at work, until when by the machine's clock; nothing is dated by it. */
  lease: z.strictObject({ holder: z.string(), until: z.int() }).optional(),
  /** Somebody came while another was at work: he looks again before he goes. */
  nudged: z.literal(true).optional(),
  /** The next attempt for which a wake-up is set. */
  wakeAt: z.int().optional(),
  /** Attempts without a receipt since the last receipt. */
  failing: z.strictObject({ since: z.int(), attempts: z.int().min(1) }).optional(),
  /** The rule that refuses what would be sent now. */
  held: z.strictObject({ since: z.int(), rule: z.string() }).optional(),
  /** Events that were no longer kept when their turn came. */
  missed: z.int().min(1).optional(),
  /** The last test message, and what came of it. */
  ping: z.strictObject({ id: Uuid, at: z.int(), status: z.int().optional(), cause: z.string().optional() }).optional(),
  /** 回执 of who pulls: he has everything up to here. */
  receipt: z.strictObject({ upTo: z.int(), at: z.int() }).optional(),
});
export type Work = z.infer<typeof Work>;

/** waiting: for an earlier event about the same subject. late: three attempts without a receipt. dead: given up. */
export const DeliveryState = z.enum(['waiting', 'retrying', 'late', 'received', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One event to one endpoint. Times are epoch ms. */
export const StoredDelivery = z.strictObject({
  v: z.literal(1),
  number: z.int().min(1),
  event: Uuid,
  type: EventName,
  handle: z.string(),
  round: z.int().min(1),
  state: DeliveryState,
  attempts: z.int().min(0),
  /** Not before this. */
  nextAt: z.int().optional(),
  lastAt: z.int().optional(),
  /** What the endpoint answered, or why it did not. */
  status: z.int().optional(),
  cause: z.string().max(60).optional(),
  exchange: Uuid.optional(),
});
export type StoredDelivery = z.infer<typeof StoredDelivery>;

export const Subscription = StoredSubscription.omit({
  v: true,
  secrets: true,
  request: true,
  createdAt: true,
  disabled: true,
})
  .extend({
    createdAt: Instant,
    position: z.int().meta({ description: '进度 everything up to here is settled or waits for another attempt' }),
    receipt: z.strictObject({ upTo: z.int(), at: Instant }).optional(),
    disabled: z.strictObject({ since: Instant, reason: DisabledFor }).optional(),
    failing: z.strictObject({ since: Instant, attempts: z.int() }).optional(),
    held: z.strictObject({ since: Instant, rule: z.string() }).optional(),
    missed: z.int().optional(),
    ping: z
      .strictObject({ id: Uuid, at: Instant, status: z.int().optional(), cause: z.string().optional() })
      .optional()
      .meta({ description: 'The last test message, and what the endpoint answered' }),
    open: z.strictObject({ waiting: z.int(), retrying: z.int(), late: z.int() }).meta({
      description: 'Deliveries that are not settled; late: three attempts without a receipt',
    }),
  })
  .meta({ id: 'Subscription', description: '订阅 subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const Subscribed = Subscription.extend({
  secret: z.string().optional().meta({
    description:
      '签名密钥 whsec_…, for webhooks: shown now and never again; a repeat of the request shows it for a day',
  }),
  publicKey: z.string().optional().meta({
    description: '签名公钥 whpk_…, shown with the secret: messages are signed by both (v1, v1a)',
  }),
}).meta({ id: 'Subscribed' });
export type Subscribed = z.infer<typeof Subscribed>;

export const Delivery = StoredDelivery.omit({ v: true, handle: true, round: true, nextAt: true, lastAt: true })
  .extend({ nextAt: Instant.optional(), lastAt: Instant.optional() })
  .meta({ id: 'Delivery', description: '投递 delivery of one event' });
export type Delivery = z.infer<typeof Delivery>;
