/** Somebody looks at a subscription: now, or at a time. */
import { nonce } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';

export const DUE = 'subscription.due';

/** What the due table is asked for; its store fits. */
export interface Timers {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'events';
    readonly type: typeof DUE;
    readonly data: { readonly subscription: string };
  }): Promise<void>;
}

/** SQS keeps a message back for so long at most. */
const LONGEST_DELAY_S = 900;

/** Each is a message of its own: two that say the same do no harm. `at`: epoch ms. */
export const nudgeOf = (subscription: string, at: number): Envelope => ({
  v: 1,
  id: `${DUE}#${subscription}#${nonce(6)}`,
  type: DUE,
  at,
  data: { subscription },
});

/** Throws hub-not-ready when the queue does not take it. */
export const nudge = async (queue: Queue, subscription: string, at: number, delaySeconds = 0): Promise<void> => {
  const refused = await queue.send([nudgeOf(subscription, at)], delaySeconds);
  if (refused.size > 0) throw problem('hub-not-ready', { cause: 'queue-refused', retryAfter: 1 });
};

/** Short waits by the queue, to the second; long ones by the due table, to the minute. `moment`: epoch ms. */
export const wakeAt = async (
  { queue, timers }: { readonly queue: Queue; readonly timers: Timers },
  subscription: string,
  at: number,
  moment: number,
): Promise<void> => {
  const seconds = Math.ceil(Math.max(0, at - moment) / 1000);
  if (seconds <= LONGEST_DELAY_S) return nudge(queue, subscription, at, seconds);
  await timers.put({ id: subscription, dueAt: at, room: 'events', type: DUE, data: { subscription } });
};
