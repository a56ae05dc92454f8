/** The life of an alert: taken up by somebody, and closed with what it turned out to be. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { AlertState } from '#schemas/alert.ts';

export const alertLifecycle = lifecycle({
  name: 'alert',
  states: AlertState.options,
  initial: ['raised'],
  final: ['dismissed'],
  events: {
    acknowledge: { by: ['supervisor'], moves: { raised: 'acknowledged', acknowledged: 'acknowledged' } },
    dismiss: {
      by: ['supervisor'],
      moves: { raised: 'dismissed', acknowledged: 'dismissed', dismissed: 'dismissed' },
    },
  },
});
