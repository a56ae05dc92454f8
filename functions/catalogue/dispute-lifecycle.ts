/** The life of a dispute 共享争议: consultation between the two, the data authority, the government of the level, whose decision the data authority enters. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import type { ClockId } from '#schemas/clock.ts';
import { type DisputeEvent, DisputeState } from '#schemas/dispute.ts';

export const disputeLifecycle = lifecycle({
  name: 'dispute',
  states: DisputeState.options,
  initial: ['consultation'],
  final: ['settled', 'decided', 'withdrawn'],
  events: {
    raise: { by: ['consumer'], moves: { consultation: 'consultation' } },
    /** The provider keeps to its decision, and says why. */
    answer: { by: ['provider'], moves: { consultation: 'consultation' } },
    /** The provider gives in. */
    concede: {
      by: ['provider'],
      moves: { consultation: 'settled', authority: 'settled', government: 'settled', settled: 'settled' },
    },
    escalate: { by: ['consumer'], moves: { consultation: 'authority', authority: 'authority' } },
    withdraw: {
      by: ['consumer'],
      moves: { consultation: 'withdrawn', authority: 'withdrawn', government: 'withdrawn', withdrawn: 'withdrawn' },
    },
    decide: { by: ['data-authority'], moves: { authority: 'decided', decided: 'decided' } },
    /** Coordination has failed: to the government of the level. */
    refer: { by: ['data-authority'], moves: { authority: 'government', government: 'government' } },
    rule: { by: ['data-authority'], moves: { government: 'decided', decided: 'decided' } },
  },
});

export type DisputeActor = (typeof disputeLifecycle.events)[DisputeEvent]['by'][number];

/** The clock of each layer. */
export const LAYER_CLOCK: Readonly<Partial<Record<DisputeState, ClockId>>> = {
  consultation: 'dispute-consultation',
  authority: 'dispute-answer',
  government: 'dispute-government',
};
