/** 交换: one asked and answered question, and its record. */
import * as z from 'zod';
import { Doubtful } from './doubtful.ts';
import { PartyRole } from './grant.ts';
import { FieldPointer, Instant, NodeId, Slug, Uuid } from './identifier.ts';
import { ExchangeReceipt } from './receipt.ts';
import { Level } from './resource.ts';
import { TICKET_CHARACTERS } from './ticket.ts';

/** 用途 purpose as the caller states it: a matter (with its ticket where the grant demands one) or a standing purpose of the grant. */
export const Purpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), matter: Slug, ticket: z.string().max(TICKET_CHARACTERS).optional() }),
  z.strictObject({ kind: z.literal('standing'), code: Slug }),
]);
export type Purpose = z.infer<typeof Purpose>;

/** The envelope of a question; `request` is the resource's own schema. */
export const Ask = z
  .strictObject({
    purpose: Purpose,
    party: z.strictObject({ role: PartyRole }),
    request: z.unknown(),
    fields: z.array(FieldPointer).min(1).max(200),
  })
  .meta({ id: 'Ask' });
export type Ask = z.infer<typeof Ask>;

export const Answered = z
  .strictObject({
    exchange: Uuid,
    /** Set when the same question under the same key was released before with another answer. */
    repeatOf: Uuid.optional(),
    resource: z.string(),
    resourceVersion: z.int(),
    grant: z.strictObject({ id: Slug, revision: z.int() }),
    answeredAt: Instant,
    /** false: the department knows nothing of this subject; `answer` is then absent. */
    found: z.boolean(),
    answer: z.unknown().optional(),
    fields: z.array(FieldPointer),
    doubtful: Doubtful.optional(),
    /** There when a ticket named a case: what is posted to the case. */
    receipt: ExchangeReceipt.optional(),
  })
  .meta({ id: 'Answered' });
export type Answered = z.infer<typeof Answered>;

/** 202: the department will answer later. `question` is what the answer is fetched by; it says nothing about whom it is. */
export const Waiting = z
  .strictObject({
    question: Uuid,
    resource: z.string(),
    askedAt: Instant,
    /** Fetched no more after this. */
    keptUntil: Instant,
    state: z.literal('waiting'),
  })
  .meta({ id: 'Waiting', description: '待答 the department will answer later' });
export type Waiting = z.infer<typeof Waiting>;

/**
 * What was done with somebody's data: a department was asked 交换; a certificate was looked for, pulled, copied or its copy redeemed, shown by its holder, its elements verified; issued, or held, released or ended; who looked at his
 * data was listed; somebody was told of an event about him; a doubt about his data was read.
 */
export const ExchangeKind = z.enum([
  'exchange',
  'find',
  'pull',
  'copy',
  'redeem',
  'show',
  'wallet',
  'verify',
  'issue',
  'operation',
  'uses',
  'event',
  'doubt',
]);
export type ExchangeKind = z.infer<typeof ExchangeKind>;

/** What the issuer of a certificate does with it: an act of its own, in which nobody is asked for anybody's data. */
export const ACTS: readonly ExchangeKind[] = ['issue', 'operation'];

/**
 * The record 交换记录: one item, one conditional put, at most 1 KB. Digests are base64url. Its leaf in the ledger is the canonical
 * JSON (RFC 8785) of exactly these members without `nonce` and `near`; the form is fixed from the first record on.
 */
export const ExchangeRecord = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  kind: ExchangeKind,
  /** Epoch milliseconds of the request, from the event. */
  at: z.int(),
  /** Time the department took, ms. */
  ms: z.int(),
  client: Slug,
  /** Officer, where a person asked. */
  officer: Slug.optional(),
  consumer: Slug,
  provider: Slug,
  resource: z.string(),
  resourceVersion: z.int(),
  grant: z.string(),
  grantRevision: z.int(),
  matter: Slug.optional(),
  standing: Slug.optional(),
  case: z.string().optional(),
  /** Of a list of uses: on which ground, kind/way/reference. Of a pull without a case: `shown`, by the holder himself. */
  ground: z.string().max(100).optional(),
  /** The batch of which it was a row. */
  batch: Uuid.optional(),
  party: PartyRole,
  level: Level,
  fields: z.array(FieldPointer),
  found: z.boolean(),
  /** The certificate that was issued, pulled or copied. */
  certificate: z.string().max(120).optional(),
  /** What its issuer did with it: 'hold', 'annul'. */
  operation: Slug.optional(),
  /** The event that the consumer was told of. */
  event: Uuid.optional(),
  /** HMAC-SHA-256 with the hub's subject key of that version, over salt and subject code. */
  subject: z.string(),
  /** The same subject without the salt: the handle by which a person's uses are found. */
  handle: z.string(),
  keyVersion: z.int(),
  /** Handles of those who hold the certificate together with the subject: their uses show it too. */
  coHolders: z.array(z.string().length(43)).min(1).max(39).optional(),
  /** Keyed digest of the subject's code without its running digits, for the watch over look-ups. No part of the leaf. */
  near: z.string().optional(),
  salt: z.string(),
  /** HMAC of the canonical request, and SHA-256 over salt and the canonical released answer. */
  request: z.string(),
  answer: z.string(),
  repeatOf: Uuid.optional(),
  /** Evidence of the message signature (schemas/evidence.ts), where the grant demands one. */
  signature: z.string().length(43).optional(),
  /** 途经节点: the hubs through which the question came, the first first. */
  via: z.array(NodeId).min(1).max(8).optional(),
  /** Of a question that was put to another hub: its record there, so that both can be laid side by side. */
  upstream: Uuid.optional(),
  /** Function instance and its running number: a gap in the ledger shows. */
  instance: z.string(),
  sequence: z.int(),
  /** Attempt nonce: recognises an own put whose acknowledgement was lost. */
  nonce: z.string(),
});
export type ExchangeRecord = z.infer<typeof ExchangeRecord>;

/** One line of the list of exchanges, as a supervisor or the two departments see it. No personal data. */
export const ExchangeLine = ExchangeRecord.omit({
  nonce: true,
  salt: true,
  subject: true,
  handle: true,
  coHolders: true,
  near: true,
  keyVersion: true,
  request: true,
}).meta({ id: 'ExchangeLine', description: '交换记录 line of the record' });
export type ExchangeLine = z.infer<typeof ExchangeLine>;
