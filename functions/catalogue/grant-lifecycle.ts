/** The life of a grant 共享授权: who may cause what, and what becomes of it. A state that leads to itself makes a repeat harmless. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { GrantState } from '#schemas/grant.ts';

const DECIDERS = ['provider', 'data-authority'] as const;

export const grantLifecycle = lifecycle({
  name: 'grant',
  states: GrantState.options,
  /** A consumer may only ask; the provider, or the data authority, gives. */
  initial: ['requested', 'active'],
  final: ['revoked', 'refused'],
  events: {
    request: { by: ['consumer'], moves: { requested: 'requested' } },
    give: { by: DECIDERS, moves: { requested: 'active', active: 'active', expired: 'active' } },
    suspend: { by: DECIDERS, moves: { active: 'suspended', suspended: 'suspended' } },
    resume: { by: DECIDERS, moves: { suspended: 'active', active: 'active' } },
    revoke: {
      by: DECIDERS,
      moves: {
        requested: 'refused',
        refused: 'refused',
        active: 'revoked',
        suspended: 'revoked',
        expired: 'revoked',
        revoked: 'revoked',
      },
    },
    expire: { by: ['clock'], moves: { active: 'expired', suspended: 'expired', expired: 'expired' } },
  },
});

export type GrantEvent = keyof typeof grantLifecycle.events;
export type GrantActor = (typeof grantLifecycle.events)[GrantEvent]['by'][number];
