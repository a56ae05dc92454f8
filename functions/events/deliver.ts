/** Delivers to one endpoint what is its due. One at a time is at it; whoever else comes leaves word and goes. */
import type { Clock } from '#functions/kernel/clock.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { DisabledFor, StoredSubscription, Work } from '#schemas/subscription.ts';
import { confirm } from './confirm.ts';
import { subscriptionLifecycle } from './lifecycles.ts';
import { nudge, type Timers, wakeAt } from './nudge.ts';
import { type Turned, turn } from './turn.ts';
import type { WalkDeps } from './walk.ts';

export interface DeliverDeps extends WalkDeps {
  readonly timers: Timers;
  readonly clock: Clock;
}

/** Longer than the function lives. */
const LEASE_MS = 45_000;
const CHANGE_TRIES = 5;

/** Confirms or disables, whatever else changes meanwhile. */
const moved = async (
  { subscriptions }: DeliverDeps,
  id: string,
  event: 'confirm' | 'disable',
  note: Pick<StoredSubscription, 'disabled'>,
): Promise<void> => {
  for (let tries = 0; tries < CHANGE_TRIES; tries += 1) {
    const found = await subscriptions.get(id);
    if (!found || !(found.state in subscriptionLifecycle.events[event].moves)) return;
    const state = step(subscriptionLifecycle, found.state, event);
    if (state === found.state) return;
    const { disabled: _before, ...rest } = found;
    if ((await subscriptions.change({ ...rest, ...note, state, revision: found.revision + 1 })) === 'done') return;
  }
  throw problem('conflict', { cause: 'subscription-changed' });
};

const disable = async (
  deps: DeliverDeps,
  { id, client, resource }: StoredSubscription,
  reason: DisabledFor,
  at: number,
) => {
  await moved(deps, id, 'disable', { disabled: { since: at, reason } });
  log('error', { event: 'subscription-disabled', client, resource, cause: reason });
};

const turnOf = async (deps: DeliverDeps, id: string, work: Work, moment: () => number): Promise<Turned> => {
  const subscription = await deps.subscriptions.get(id);
  const { state, target } = subscription ?? {};
  const idle: Turned = { progress: {}, more: false };
  if (!subscription || target?.kind !== 'webhook' || state === 'disabled' || state === 'ended') return idle;
  if (state === 'active') {
    const turned = await turn(deps, subscription, work, moment);
    if (turned.disable) await disable(deps, subscription, turned.disable, moment());
    return turned;
  }
  const turned = await confirm(deps, subscription, work, moment());
  if (turned.confirmed) await moved(deps, id, 'confirm', {});
  if (turned.disable) await disable(deps, subscription, turned.disable, moment());
  return turned;
};

/** Whoever leaves sets what calls the next. */
const wake = (deps: DeliverDeps, id: string, { more, nextAt }: Turned, { wakeAt: set }: Work, moment: number) => {
  if (more) return nudge(deps.queue, id, moment);
  return nextAt === undefined || nextAt === set ? undefined : wakeAt(deps, id, nextAt, moment);
};

/**
 * Until nothing is due, or time runs out: then it asks to be called again. What is due later, it is called for then. `now`: epoch ms.
 * Throws what went wrong with the hub itself; whoever comes next goes on where this one stopped.
 */
export const deliverTo =
  (deps: DeliverDeps) =>
  async (id: string, now: number): Promise<void> => {
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const wall = deps.wall();
    const lease = { holder: nonce(), until: wall + LEASE_MS };
    let work = await deps.work.take(id, lease, wall);
    try {
      while (work) {
        const turned = await turnOf(deps, id, work, moment);
        const again = turned.more && deps.enoughTime();
        if (!again) await wake(deps, id, turned, work, moment());
        const progress = { ...turned.progress, wakeAt: turned.more ? work.wakeAt : turned.nextAt };
        if (again) await deps.work.keep(id, work, progress);
        else if ((await deps.work.leave(id, work, progress)) === 'left') return;
        // Somebody came meanwhile, or there is more: by what stands now, which may be another round or another's lease.
        if (!deps.enoughTime()) return await nudge(deps.queue, id, moment());
        const found = await deps.work.get(id);
        work = found?.lease?.holder === lease.holder ? found : undefined;
      }
    } finally {
      if (work) await deps.work.free(id, lease.holder).catch(() => undefined);
    }
  };
