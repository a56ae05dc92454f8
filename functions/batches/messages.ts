/** What the room's two kinds of queue carry: a lane's turn to the department that is asked, and "look after this batch" to the room. */
import * as z from 'zod';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';
import { Uuid } from '#schemas/identifier.ts';

export const Turn = z.strictObject({ batch: Uuid, lane: z.int().min(0), turn: z.int().min(1) });
export type Turn = z.infer<typeof Turn>;

export const Look = z.strictObject({ batch: Uuid });

/** The longest that a queue holds a message back. */
export const LONGEST_DELAY_S = 900;

const sent = async (queue: Queue, envelope: Envelope, delay: number): Promise<void> => {
  if ((await queue.send([envelope], delay)).size > 0) throw new Error('the queue did not take a message');
};

/** `at`: the moment from which it is seen; it lies `delay` seconds ahead. */
export const sendTurn = (queue: Queue, { batch, lane, turn }: Turn, now: number, delay = 0): Promise<void> => {
  const at = now + delay * 1000;
  const id = `batch.turn#${batch}#${lane}#${turn}@${at}`;
  return sent(queue, { v: 1, id, type: 'batch.turn', at, data: { batch, lane, turn } }, delay);
};

export const LOOK = 'batch.look';

export const sendLook = (queue: Queue, batch: string, now: number): Promise<void> =>
  sent(queue, { v: 1, id: `${LOOK}#${batch}@${now}`, type: LOOK, at: now, data: { batch } }, 0);
