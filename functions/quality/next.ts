/** A doubt after its next step: state, time limit, and whether answers must speak of it. */
import { dueDate, overdueFrom } from '#functions/kernel/clocks.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { changeAll } from '#functions/snapshot/change.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { ClockId } from '#schemas/clock.ts';
import { type Doubt, type DoubtEvent, type DoubtState, IN_DOUBT, type OpenDoubt } from '#schemas/doubt.ts';
import type { QualityDeps } from './deps.ts';
import { doubtLifecycle } from './doubt-lifecycle.ts';

/** How long each state may last. Whoever does not object to a confirmation in the time of a consultation lets it stand. */
const CLOCK: Readonly<Partial<Record<DoubtState, ClockId>>> = {
  reported: 'doubt-answer',
  confirmed: 'dispute-consultation',
  consulting: 'dispute-consultation',
  'with-authority': 'dispute-answer',
  'with-government': 'dispute-government',
  'to-be-corrected': 'doubt-answer',
};

export const dueIn = ({ clocks }: Pick<IndexedSnapshot, 'clocks'>, state: DoubtState, now: number): Doubt['due'] => {
  const clock = CLOCK[state];
  return clock && dueDate(clocks, clock, now);
};

type Said = Omit<Doubt['steps'][number], 'event' | 'to' | 'at'>;

/** Throws conflict when the event cannot happen. `now`: epoch ms. */
export const after = (
  snapshot: Pick<IndexedSnapshot, 'clocks'>,
  { due: _due, ...doubt }: Doubt,
  event: DoubtEvent,
  said: Said,
  now: number,
): Doubt => {
  const state = step(doubtLifecycle, doubt.state, event);
  const due = dueIn(snapshot, state, now);
  return {
    ...doubt,
    revision: doubt.revision + 1,
    state,
    ...(due ? { due } : {}),
    steps: [...doubt.steps, { event, to: state, at: new Date(now).toISOString(), ...said }],
  };
};

const markOf = (doubt: Doubt, found: OpenDoubt | undefined, now: number): OpenDoubt | undefined => {
  const open = IN_DOUBT.includes(doubt.state);
  if (open ? found && !found.closed : !found || found.closed) return undefined;
  const { id, resource, fields, handle } = doubt;
  const since = found?.since ?? new Date(now).toISOString();
  return {
    ...{ v: 1, kind: 'open-doubt', revision: (found?.revision ?? 0) + 1, id, resource, fields, handle, since },
    ...(open ? {} : { closed: new Date(now).toISOString() }),
  };
};

/** Doubt and mark are put together, both or neither, and published before the caller hears of it. */
export const put = async (deps: QualityDeps, doubt: Doubt, now: number): Promise<Doubt> => {
  if (doubt.due) await deps.timers.overdueAt(doubt.id, doubt.revision, overdueFrom(doubt.due));
  const mark = markOf(doubt, await deps.registry.get('open-doubt', doubt.id), now);
  return changeAll(deps, doubt, mark ? [mark] : [], now);
};
