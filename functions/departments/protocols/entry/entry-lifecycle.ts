/** The life of an entry: who may do what to it, and what becomes of it. Until it was fetched, its author may put right what he said. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { EntryState } from '#schemas/entry.ts';

/** `holder`: has it now. `author`: entered what stands there. `second`: any officer but the author. */
const HANDS = ['holder', 'author'] as const;

export const entryLifecycle = lifecycle({
  name: 'entry',
  states: EntryState.options,
  initial: ['waiting'],
  /** Nothing is final but by being fetched, and that the question knows. */
  final: [],
  events: {
    take: { by: ['officer'], moves: { waiting: 'taken', taken: 'taken' } },
    review: { by: ['second'], moves: { entered: 'in-review', 'in-review': 'in-review' } },
    release: { by: ['holder'], moves: { taken: 'waiting', 'in-review': 'entered' } },
    /** Where one pair of eyes is enough. */
    answer: { by: HANDS, moves: { taken: 'answered', answered: 'answered', refused: 'answered' } },
    /** Where a second officer must look: it counts when he has. */
    propose: { by: HANDS, moves: { taken: 'entered', entered: 'entered', answered: 'entered', refused: 'entered' } },
    refuse: { by: HANDS, moves: { taken: 'refused', entered: 'refused', answered: 'refused', refused: 'refused' } },
    confirm: { by: ['reviewer'], moves: { 'in-review': 'answered' } },
    return: { by: ['reviewer'], moves: { 'in-review': 'waiting' } },
  },
});

export type EntryActor = (typeof entryLifecycle.events)[keyof typeof entryLifecycle.events]['by'][number];
