/** The life of a subscription and of a delivery. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';

/** Enabled again, an endpoint is challenged anew: another may answer at its address by now. */
export const subscriptionLifecycle = lifecycle({
  name: 'subscription',
  states: ['unconfirmed', 'active', 'disabled', 'ended'],
  initial: ['unconfirmed', 'active'],
  final: ['ended'],
  events: {
    confirm: { by: ['hub'], moves: { unconfirmed: 'active', active: 'active' } },
    disable: { by: ['hub'], moves: { unconfirmed: 'disabled', active: 'disabled', disabled: 'disabled' } },
    enable: { by: ['consumer'], moves: { disabled: 'unconfirmed', unconfirmed: 'unconfirmed', active: 'active' } },
    end: {
      by: ['consumer'],
      moves: { unconfirmed: 'ended', active: 'ended', disabled: 'ended', ended: 'ended' },
    },
  },
});

/** A delivery begins with its first attempt, or behind an earlier event about the same subject. */
export const deliveryLifecycle = lifecycle({
  name: 'delivery',
  states: ['waiting', 'retrying', 'late', 'received', 'dead'],
  initial: ['waiting'],
  final: ['received'],
  events: {
    receive: {
      by: ['endpoint'],
      moves: { waiting: 'received', retrying: 'received', late: 'received', received: 'received' },
    },
    miss: { by: ['endpoint'], moves: { waiting: 'retrying', retrying: 'retrying', late: 'late' } },
    lag: { by: ['endpoint'], moves: { waiting: 'late', retrying: 'late', late: 'late' } },
    'give-up': { by: ['hub'], moves: { waiting: 'dead', retrying: 'dead', late: 'dead' } },
    redrive: { by: ['consumer'], moves: { dead: 'retrying' } },
  },
});
