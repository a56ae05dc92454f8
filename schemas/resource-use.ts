/** 资源使用情况: who may use what of a resource, counted from the grants. */
import * as z from 'zod';
import { GrantState } from './grant.ts';
import { FieldPointer, Instant, PlainDate, ResourceId, Slug } from './identifier.ts';
import { ResourceState } from './resource.ts';

const count = z.int().min(0);

export const ResourceUse = z
  .strictObject({
    resource: ResourceId,
    versions: z.array(
      z.strictObject({ version: z.int(), state: ResourceState, ends: Instant.optional(), grants: count }),
    ),
    /** Grants by their state. */
    states: z.partialRecord(GrantState, count),
    consumers: z.array(
      z.strictObject({
        consumer: Slug,
        grants: z.array(
          z.strictObject({
            id: Slug,
            state: GrantState,
            version: z.int(),
            matters: z.array(Slug),
            standing: z.array(Slug),
            fields: z.array(FieldPointer),
            until: Instant,
          }),
        ),
      }),
    ),
    /** Of the last thirty days, as far as they are counted (/v1/statistics). */
    lately: z.strictObject({
      from: PlainDate,
      until: PlainDate,
      asked: count,
      found: count,
      byConsumer: z.record(z.string(), count),
    }),
    /** How many grants in force give each leaf; a leaf that none gives stands at 0. */
    fields: z.array(z.strictObject({ pointer: FieldPointer, grants: count })),
  })
  .meta({ id: 'ResourceUse', description: '资源使用情况 who uses a resource' });
export type ResourceUse = z.infer<typeof ResourceUse>;
