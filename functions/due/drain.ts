/** Fires what is due: overdue first, sent and then deleted. A crash between the two sends again; consumers dedupe by envelope id. */
import { log } from '#functions/kernel/log.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { DueItem, Envelope } from '#schemas/event.ts';
import type { DueStore } from './due.store.ts';
import { daysBefore, daysBetween, minuteOf } from './minute.ts';

/** A run stops early enough to finish what it has begun. */
export const RESERVE_MS = 5_000;

export interface DrainDeps {
  readonly due: DueStore;
  readonly queues: Readonly<Partial<Record<DueItem['room'], Queue>>>;
  /** Is there time left in this run? What remains is taken up by the next minute's. */
  readonly enoughTime: () => boolean;
}

/** Before the first run ever, timers may have waited since deployment. */
const FIRST_LOOK_BACK_DAYS = 31;

/** The same timer always makes the same envelope, byte for byte. `at` is the moment for which it was set. */
const envelopeOf = (item: DueItem): Envelope => ({
  v: 1,
  id: `${item.sk}@${item.dueAt}`,
  type: item.type,
  at: item.dueAt,
  data: item.data,
});

/** What looks around by itself each minute. */
const TICKS = { catalogue: 'snapshot.publish', later: 'later.watch' } as const;

const tick = (type: string, now: number): Envelope => ({
  v: 1,
  id: `${type}@${minuteOf(now)}`,
  type,
  at: now,
  data: {},
});

/** Fires one page of one minute. Gives how many timers stay behind because their queue refused or is not known. */
const fire = async (items: readonly DueItem[], deps: DrainDeps): Promise<number> => {
  let left = 0;
  for (const [room, timers] of Map.groupBy(items, (item) => item.room)) {
    const queue = deps.queues[room];
    if (!queue) log('error', { event: 'due-room-without-queue', resource: room, count: timers.length });
    const refused = await queue?.send(timers.map(envelopeOf));
    const sent = refused ? timers.filter((timer) => !refused.has(envelopeOf(timer).id)) : [];
    await Promise.all(sent.map((timer) => deps.due.remove(timer)));
    left += timers.length - sent.length;
  }
  return left;
};

/** Empties one minute#shard: `refused` when a queue did not take something, `later` when time ran out. */
const empty = async (pk: string, deps: DrainDeps): Promise<'done' | 'refused' | 'later'> => {
  while (deps.enoughTime()) {
    const items = await deps.due.read(pk);
    if (items.length === 0) {
      await deps.due.unmark(pk);
      return 'done';
    }
    if ((await fire(items, deps)) > 0) return 'refused';
  }
  return 'later';
};

/** One run. `now`: the schedule's time, epoch ms. Throws at the end when a queue refused something, so that the alarm sees it. */
export const drain = async (now: number, deps: DrainDeps): Promise<void> => {
  for (const [room, type] of Object.entries(TICKS))
    await deps.queues[room as keyof typeof TICKS]?.send([tick(type, now)]);
  const minute = minuteOf(now);
  const watermark = await deps.due.close(minute);
  const outcomes = new Set<string>();
  for (const day of daysBetween(watermark.drained ?? daysBefore(minute, FIRST_LOOK_BACK_DAYS), minute)) {
    if (outcomes.has('later')) break;
    for (const pk of await deps.due.marks(day, minute)) outcomes.add(await empty(pk, deps));
  }
  if (outcomes.has('refused')) throw new Error('due: timers left behind');
  if (!outcomes.has('later')) await deps.due.drained(minute);
};
