/** The life of a grant 共享授权: who may cause what, and what becomes of it. A state that leads to itself makes a repeat harmless. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { GrantState } from '#schemas/grant.ts';

const DECIDERS = ['provider', 'data-authority'] as const;
const AUTHORITY = ['data-authority'] as const;

export const grantLifecycle = lifecycle({
  name: 'grant',
  states: GrantState.options,
  /** A consumer may only ask, but for what is shared unconditionally; the provider, or the data authority, gives. */
  initial: ['requested', 'active'],
  final: ['revoked'],
  events: {
    request: { by: ['consumer'], moves: { requested: 'requested', returned: 'requested' } },
    /** Of a resource that is shared unconditionally: nobody decides. */
    take: {
      by: ['consumer'],
      moves: { requested: 'active', returned: 'active', checked: 'active', active: 'active', expired: 'active' },
    },
    /** 形式审查: complete, or returned to be mended. */
    accept: { by: AUTHORITY, moves: { requested: 'checked', checked: 'checked' } },
    return: { by: AUTHORITY, moves: { requested: 'returned', returned: 'returned' } },
    give: {
      by: DECIDERS,
      moves: { requested: 'active', checked: 'active', agreed: 'active', active: 'active', expired: 'active' },
    },
    /** Agreed, and to be provided later. */
    agree: { by: DECIDERS, moves: { requested: 'agreed', checked: 'agreed', agreed: 'agreed' } },
    provide: { by: DECIDERS, moves: { agreed: 'active', active: 'active' } },
    refuse: { by: DECIDERS, moves: { requested: 'refused', checked: 'refused', refused: 'refused' } },
    /** A dispute has ended in favour of the consumer: the provider has given in, or it was decided so. */
    reverse: { by: DECIDERS, moves: { refused: 'active', checked: 'active', agreed: 'active', active: 'active' } },
    oblige: { by: DECIDERS, moves: { refused: 'agreed', checked: 'agreed', agreed: 'agreed' } },
    suspend: { by: [...DECIDERS, 'alert'], moves: { active: 'suspended', suspended: 'suspended' } },
    resume: { by: DECIDERS, moves: { suspended: 'active', active: 'active' } },
    revoke: {
      by: DECIDERS,
      moves: {
        requested: 'refused',
        returned: 'refused',
        checked: 'refused',
        refused: 'refused',
        agreed: 'revoked',
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
