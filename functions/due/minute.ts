/** Where a timer stands in the due table. Minutes are UTC texts, yyyy-mm-ddThh:mm, and sort as time does. */
import { sha256 } from '#functions/kernel/digest.ts';
import type { DueItem } from '#schemas/event.ts';

/** Minutes are spread over so many partitions, lest one busy minute meets one partition's limit. */
const SHARDS = 4;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A timer as a room sets it. `id` names the thing, one timer per thing and moment; no personal data. */
export type Timer = Pick<DueItem, 'dueAt' | 'room' | 'type' | 'data'> & { readonly id: string };

/** The minute that holds the moment (epoch ms). */
export const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16);

/** The minute in which a timer is fired: the first that begins at or after `dueAt`, so it is never early. */
export const firingMinute = (dueAt: number): string => minuteOf(Math.ceil(dueAt / MINUTE_MS) * MINUTE_MS);

export const minuteAfter = (minute: string): string => minuteOf(Date.parse(`${minute}Z`) + MINUTE_MS);

export const dayOf = (minute: string): string => minute.slice(0, 10);

/** Every day from that of `from` to that of `to`, in order. */
export const daysBetween = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(dayOf(from)); at <= Date.parse(dayOf(to)); at += DAY_MS)
    days.push(minuteOf(at).slice(0, 10));
  return days;
};

export const daysBefore = (minute: string, days: number): string => minuteOf(Date.parse(`${minute}Z`) - days * DAY_MS);

/** The item of a timer that is to be fired in `minute`. */
export const dueItem = ({ id, ...timer }: Timer, minute: string): DueItem => {
  const sk = `${timer.room}#${id}`;
  const shard = Buffer.from(sha256(sk), 'base64url').readUInt8(0) % SHARDS;
  return { v: 1, pk: `${minute}#${shard}`, sk, ...timer };
};
