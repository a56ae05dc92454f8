/** 事件: what a department tells of a record of its own: created, changed, ended. Beside the envelope between rooms (event.ts), this one leaves the hub. */
import * as z from 'zod';
import { Doubtful } from './doubtful.ts';
import { FieldPointer, Instant, NodeId, ResourceId, Slug, SubjectCode, Uuid } from './identifier.ts';

/** An event passes so many hubs at most; one that has passed more is refused. */
export const MOST_HOPS = 8;

/** 保存期: how long an event can be pulled and sent again. */
export const EVENT_KEPT_MS = 30 * 86_400_000;

export const EventName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*\.(created|changed|ended)$/, 'event-name')
  .max(80)
  .meta({ description: '事件类型 noun and what became of it', example: 'licence.changed' });

/** 来源: the hub that heard of it first, and its name there. */
const Origin = z.strictObject({ node: NodeId, event: Uuid });
/** 途经节点: the hubs it has passed, the first first. */
const Hops = z.array(NodeId).max(32);

export const Publish = z
  .strictObject({
    type: EventName,
    subject: SubjectCode.meta({ description: '主体 whom it is about; it must stand in the data too' }),
    occurredAt: Instant,
    data: z
      .record(z.string().max(64), z.unknown())
      .meta({ description: '数据 the leaves that the resource declares for this event, as in an answer' }),
    origin: Origin.optional().meta({ description: 'Only when it came from another hub' }),
    hops: Hops.default([]),
  })
  .meta({ id: 'Publish', description: '发布事件 what a department tells' });
export type Publish = z.infer<typeof Publish>;

export const Published = z
  .strictObject({
    event: Uuid,
    resource: ResourceId,
    /** Its place in the resource's log; absent when it is known without standing there. */
    number: z.int().min(1).optional(),
    state: z
      .enum(['taken', 'known'])
      .meta({ description: 'known: it came before, or has passed this hub already; nothing new happens' }),
  })
  .meta({ id: 'Published' });
export type Published = z.infer<typeof Published>;

/** As it stands in the log of its resource, for ever the same. Code and data are sealed; the handle is a keyed digest. */
export const StoredEvent = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  number: z.int().min(1),
  type: EventName,
  resource: ResourceId,
  resourceVersion: z.int().min(1),
  occurredAt: Instant,
  /** Epoch ms at which the hub took it; never before that of the number before. */
  at: z.int(),
  handle: z.string(),
  sealed: z.string(),
  /** Of the hub's secret, under which it is sealed. */
  keyVersion: z.int(),
  origin: Origin,
  hops: Hops,
  /** Department system or room that told it. */
  by: Slug,
  keptUntil: z.int(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** As a subscriber gets it, by webhook or by pulling: type, timestamp and data as Standard Webhooks has them. */
export const Delivered = z
  .strictObject({
    type: EventName,
    timestamp: Instant.meta({ description: '发生时间 when it happened' }),
    data: z.strictObject({
      event: Uuid,
      number: z.int(),
      resource: ResourceId,
      resourceVersion: z.int(),
      origin: Origin,
      hops: Hops,
      /** The record under which it was released. */
      exchange: Uuid,
      grant: z.strictObject({ id: Slug, revision: z.int() }),
      fields: z.array(FieldPointer),
      doubtful: Doubtful.optional(),
      /** The fields that are granted and wished for; null when none of them is part of this event. */
      record: z.unknown(),
    }),
  })
  .meta({ id: 'Delivered', description: '事件 what a subscriber is told' });
export type Delivered = z.infer<typeof Delivered>;
