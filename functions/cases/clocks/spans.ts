/** Spans of time, and the standstills of a clock put together so that what overlaps counts once. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Pause } from '#functions/kernel/workdays.ts';
import type { Clock } from './clock.ts';

/** Epoch ms; `until` is no longer part of it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Disjoint and rising. */
const united = (spans: readonly Span[]): Span[] => {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.until) all[all.length - 1] = { ...last, until: Math.max(last.until, span.until) };
    else if (span.until > span.from) all.push(span);
  }
  return all;
};

/** When the clock stood still up to now. What still lasts reaches just beyond `now`, so that today is part of it. */
export const standstills = ({ pauses, stopped }: Clock, now: number): Span[] =>
  united(
    [...pauses.values()].map(({ from, until }) => ({ from, until: until ?? stopped?.at ?? Math.max(from, now) + 1 })),
  );

/** The days on which it stood still, if only for a part of them: as the law counts, the day of an event is not counted. */
export const stoodStillOn = (spans: readonly Span[]): Pause[] =>
  spans.map(({ from, until }) => ({ from: beijingDate(from), until: beijingDate(until - 1) }));

/** What is left of a span without others, which are disjoint and rising. */
export const without = (span: Span, others: readonly Span[]): Span[] => {
  const left: Span[] = [];
  let from = span.from;
  for (const other of others) {
    if (other.until <= from || other.from >= span.until) continue;
    if (other.from > from) left.push({ from, until: other.from });
    from = other.until;
  }
  if (from < span.until) left.push({ from, until: span.until });
  return left;
};
