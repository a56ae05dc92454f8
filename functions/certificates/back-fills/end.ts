/** A back-fill ends: done, or failed and why. Its outcomes are kept from then on. */
import { step } from '#functions/kernel/lifecycle.ts';
import { BACK_FILL_SECONDS } from '#schemas/back-fill.ts';
import type { StoredBackFill } from '#schemas/stored-back-fill.ts';
import { backFillLifecycle } from './back-fill-lifecycle.ts';
import type { BackFillStore } from './back-fills.store.ts';
import type { Timers } from './timers.ts';

export interface Ending {
  readonly backFills: BackFillStore;
  readonly timers: Timers;
}

/** Undefined when somebody changed it in between: his change is looked after by his own message. */
export const moveBackFill = async (
  { backFills, timers }: Ending,
  backFill: StoredBackFill,
  event: 'cut' | 'finish' | 'fail',
  changed: Partial<StoredBackFill>,
): Promise<StoredBackFill | undefined> => {
  const state = step(backFillLifecycle, backFill.state, event);
  const next = { ...backFill, ...changed, state, revision: backFill.revision + 1 };
  // First the timer: one too many finds nothing to do.
  await timers.at(next.until, next.id);
  return (await backFills.change(next)) === 'done' ? next : undefined;
};

/** `now`: epoch ms. */
export const endBackFill = (
  deps: Ending,
  backFill: StoredBackFill,
  event: 'finish' | 'fail',
  now: number,
  why: Pick<StoredBackFill, 'reason' | 'refusals'> = {},
): Promise<StoredBackFill | undefined> =>
  moveBackFill(deps, backFill, event, { ...why, endedAt: now, until: now + BACK_FILL_SECONDS.kept * 1000 });
