/** One event that was sent down 回流: into the log of the resource that stands here for the one above, and into the copy where one is kept. */
import * as z from 'zod';
import type { LogDeps } from '#functions/events/deps.ts';
import { takeEvent } from '#functions/events/take.ts';
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import { validate } from '#functions/kernel/request.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { Instant, NodeId, Uuid } from '#schemas/identifier.ts';
import { EventName, Publish, type Published } from '#schemas/published.ts';
import type { Resource } from '#schemas/resource.ts';
import type { CopiesStore } from './copies.store.ts';

/** What a department that stands for a hub above writes of each resource whose events are sent down. */
export interface ReturnedResource {
  /** Ours: department/name. */
  readonly resource: string;
  /** Theirs, and the version that `data` was written for. */
  readonly upper: string;
  readonly upperVersion: number;
  /** The standing purpose of the grant above, and what is wished for of it. */
  readonly purpose: string;
  readonly party: PartyRole;
  readonly fields: readonly string[];
  /** Their record as ours. Throws department-answer-invalid for one that cannot be read. */
  readonly data: (record: unknown) => Readonly<Record<string, unknown>>;
  /**
   * 回流副本: a copy may be kept, by the agreement under which it is sent down. What tells a subject's records apart, as it stands in the
   * question for the copy. Absent: none is kept.
   */
  readonly copy?: (data: Readonly<Record<string, unknown>>) => readonly string[];
  /** The event by which a record ends; its copy says so. */
  readonly endedBy?: string;
}

export interface TakeDeps extends LogDeps {
  readonly copies: CopiesStore;
}

/** What is used of schemas/published.ts Delivered; a later hub may say more. */
const Told = z.object({
  type: EventName,
  timestamp: Instant,
  data: z.object({
    resource: z.string(),
    resourceVersion: z.int(),
    origin: z.object({ node: NodeId, event: Uuid }),
    hops: z.array(NodeId).min(1).max(32),
    record: z.unknown(),
  }),
});

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });

const read = (returned: ReturnedResource, item: unknown): z.infer<typeof Told> => {
  const said = Told.safeParse(item);
  if (!said.success) throw invalid('upper:event-shape');
  const { resource, resourceVersion } = said.data.data;
  if (resource !== returned.upper) throw invalid('upper:other-resource');
  if (resourceVersion !== returned.upperVersion) throw invalid('upper:other-version');
  return said.data;
};

/**
 * Throws department-answer-invalid, invalid-request or unprocessable for one that cannot be read, or that our catalogue does not declare.
 * `now`: epoch ms.
 */
export const takeReturned = async (
  deps: TakeDeps,
  resource: Resource,
  returned: ReturnedResource,
  item: unknown,
  now: number,
): Promise<Published['state']> => {
  const { type, timestamp, data: said } = read(returned, item);
  const data = returned.data(said.record);
  const declared = resource.events?.find((one) => one.type === type);
  const [subject] = declared ? valuesAt(declared.subject, data) : [];
  const { origin, hops } = said;
  const told = validate(Publish, { type, subject, occurredAt: timestamp, data, origin, hops });
  const by = { by: `${resource.department}-return`, place: '' };
  const published = await takeEvent(deps, resource, told, by, now);
  // Without a number it began here or has passed here: the copy above is younger than our own record.
  if (returned.copy && published.number !== undefined) {
    const of = { resource: resource.id, subject: told.subject, record: returned.copy(data) };
    const ended = type === returned.endedBy ? { ended: true as const } : {};
    await deps.copies.keep(of, { number: published.number, toldAt: timestamp, data, ...ended }, now);
  }
  return published.state;
};
