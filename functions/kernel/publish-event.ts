/** How a room of the hub tells of an event of its own (a certificate was revoked, a grant has changed): through the queue of the events room. */
import type { Envelope } from '#schemas/event.ts';
import type { Publish } from '#schemas/published.ts';
import type { HubKeys } from './digest.ts';
import { problem } from './problem.ts';
import type { Queue } from './queue.client.ts';
import { seal } from './sealed.ts';

export const EVENT_PUBLISH = 'event.publish';

/** `id`: the room's own name of what happened; told twice, it is one event. `by`: the room. */
export interface Happening extends Pick<Publish, 'type' | 'subject' | 'occurredAt' | 'data'> {
  readonly id: string;
  readonly by: string;
  readonly resource: string;
}

/** Code and data are sealed: what lies in a queue names nobody. `at`: epoch ms. */
export const happeningEnvelope = (
  keys: HubKeys,
  { id: name, by, resource, ...told }: Happening,
  at: number,
): Envelope => {
  const id = `${EVENT_PUBLISH}#${by}#${name}`;
  const sealed = seal(keys.kept, id, JSON.stringify({ ...told, hops: [] }));
  return { v: 1, id, type: EVENT_PUBLISH, at, data: { by, resource, sealed } };
};

/** Throws hub-not-ready when the queue does not take it; the resource must declare the event. */
export const publishEvent = async (keys: HubKeys, queue: Queue, happening: Happening, at: number): Promise<void> => {
  const refused = await queue.send([happeningEnvelope(keys, happening, at)]);
  if (refused.size > 0) throw problem('hub-not-ready', { cause: 'queue-refused', retryAfter: 1 });
};
