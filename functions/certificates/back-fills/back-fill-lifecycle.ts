/** The life of a back-fill. However it ended, its outcomes can be fetched for a while; expired, its key is gone. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import type { BackFillState } from '#schemas/back-fill.ts';

export const backFillLifecycle = lifecycle({
  name: 'back-fill',
  states: ['receiving', 'submitted', 'running', 'done', 'cancelled', 'failed', 'expired'],
  initial: ['receiving'],
  final: ['expired'],
  events: {
    receive: { by: ['issuer'], moves: { receiving: 'receiving' } },
    submit: { by: ['issuer'], moves: { receiving: 'submitted' } },
    cut: { by: ['hub'], moves: { submitted: 'running' } },
    finish: { by: ['hub'], moves: { running: 'done' } },
    cancel: {
      by: ['issuer'],
      moves: { receiving: 'cancelled', submitted: 'cancelled', running: 'cancelled', cancelled: 'cancelled' },
    },
    fail: { by: ['hub'], moves: { submitted: 'failed', running: 'failed' } },
    expire: { by: ['hub'], moves: { receiving: 'expired', done: 'expired', cancelled: 'expired', failed: 'expired' } },
  },
});

/** Nothing more is issued by it; what it has come to can be fetched. */
export const hasEnded = (state: BackFillState): boolean =>
  state === 'done' || state === 'cancelled' || state === 'failed';
