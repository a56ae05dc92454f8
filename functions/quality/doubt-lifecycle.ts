/** The life of a doubt. `order` and `uphold` are the authority's, of its own or handing on what the government has ruled. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';

export const doubtLifecycle = lifecycle({
  name: 'doubt',
  states: [
    'reported',
    'confirmed',
    'consulting',
    'with-authority',
    'with-government',
    'to-be-corrected',
    'corrected',
    'upheld',
    'withdrawn',
  ],
  initial: ['reported'],
  final: ['corrected', 'upheld', 'withdrawn'],
  events: {
    correct: {
      by: ['owner'],
      moves: {
        reported: 'corrected',
        confirmed: 'corrected',
        consulting: 'corrected',
        'with-authority': 'corrected',
        'with-government': 'corrected',
        'to-be-corrected': 'corrected',
      },
    },
    confirm: { by: ['owner'], moves: { reported: 'confirmed' } },
    'pass-on': { by: ['owner'], moves: { reported: 'reported' } },
    object: { by: ['reporter'], moves: { confirmed: 'consulting' } },
    disagree: { by: ['reporter', 'owner'], moves: { reported: 'with-authority', consulting: 'with-authority' } },
    order: {
      by: ['authority'],
      moves: { 'with-authority': 'to-be-corrected', 'with-government': 'to-be-corrected' },
    },
    uphold: { by: ['authority'], moves: { 'with-authority': 'confirmed', 'with-government': 'upheld' } },
    appeal: {
      by: ['reporter', 'owner'],
      moves: { confirmed: 'with-government', 'to-be-corrected': 'with-government' },
    },
    withdraw: {
      by: ['reporter'],
      moves: {
        reported: 'withdrawn',
        confirmed: 'withdrawn',
        consulting: 'withdrawn',
        'with-authority': 'withdrawn',
        'with-government': 'withdrawn',
      },
    },
    overdue: {
      by: ['clock'],
      moves: {
        reported: 'with-authority',
        consulting: 'with-authority',
        'with-authority': 'with-government',
        'with-government': 'with-government',
        'to-be-corrected': 'to-be-corrected',
        // Nobody objected in time.
        confirmed: 'upheld',
      },
    },
  },
});
