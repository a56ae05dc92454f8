/** What the queue of the back-fills carries: "look after this one", and "some of its rows are to be issued". */
import * as z from 'zod';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';
import { Uuid } from '#schemas/identifier.ts';

export const LOOK = 'back-fill.look';
export const Look = z.strictObject({ backFill: Uuid });

export const CHUNK = 'back-fill.chunk';
export const ChunkDue = z.strictObject({ backFill: Uuid, chunk: z.int().min(0) });
export type ChunkDue = z.infer<typeof ChunkDue>;

const sent = async (queue: Queue, envelope: Envelope, delay: number): Promise<void> => {
  if ((await queue.send([envelope], delay)).size > 0) throw new Error('the queue did not take a message');
};

/** `now`: epoch ms. */
export const sendLook = (queue: Queue, backFill: string, now: number): Promise<void> =>
  sent(queue, { v: 1, id: `${LOOK}#${backFill}@${now}`, type: LOOK, at: now, data: { backFill } }, 0);

/** Seen `delay` seconds later, and dated then. */
export const sendChunk = (queue: Queue, { backFill, chunk }: ChunkDue, now: number, delay = 0): Promise<void> => {
  const at = now + delay * 1000;
  return sent(
    queue,
    { v: 1, id: `${CHUNK}#${backFill}#${chunk}@${at}`, type: CHUNK, at, data: { backFill, chunk } },
    delay,
  );
};
