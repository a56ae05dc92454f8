/** The life of a batch. Whatever ended can be fetched for a while, as far as it came; expired, its key is gone. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';

export const batchLifecycle = lifecycle({
  name: 'batch',
  states: ['receiving', 'submitted', 'running', 'done', 'cancelled', 'failed', 'expired'],
  initial: ['receiving'],
  final: ['expired'],
  events: {
    receive: { by: ['consumer'], moves: { receiving: 'receiving' } },
    submit: { by: ['consumer'], moves: { receiving: 'submitted' } },
    cut: { by: ['hub'], moves: { submitted: 'running' } },
    finish: { by: ['hub'], moves: { running: 'done' } },
    cancel: {
      by: ['consumer'],
      moves: { receiving: 'cancelled', submitted: 'cancelled', running: 'cancelled', cancelled: 'cancelled' },
    },
    fail: { by: ['hub'], moves: { submitted: 'failed', running: 'failed' } },
    expire: { by: ['hub'], moves: { receiving: 'expired', done: 'expired', cancelled: 'expired', failed: 'expired' } },
  },
});
