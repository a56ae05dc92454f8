/** The life of a notice. A waived one can still be given: telling is always allowed. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';

export const noticeLifecycle = lifecycle({
  name: 'notice',
  states: ['due', 'given', 'waived'],
  initial: ['due'],
  final: ['given'],
  events: {
    give: { by: ['consumer'], moves: { due: 'given', waived: 'given', given: 'given' } },
    waive: { by: ['consumer'], moves: { due: 'waived', waived: 'waived' } },
  },
});
