/** Purpose 用途: what the caller states against what the grant names. */
import type { Purpose } from '#schemas/exchange.ts';
import type { Grant, GrantedPurpose } from '#schemas/grant.ts';

/** The granted purpose that covers the stated one. */
export const grantedPurpose = (grant: Grant, stated: Purpose): GrantedPurpose | undefined =>
  grant.purposes.find((granted) =>
    granted.kind === 'matter'
      ? stated.kind === 'matter' && granted.matter === stated.matter
      : stated.kind === 'standing' && granted.code === stated.code,
  );

/** True when the grant lets this matter ask only within a case. */
export const needsTicket = (grant: Grant, stated: Purpose): boolean => {
  const granted = grantedPurpose(grant, stated);
  return granted?.kind === 'matter' && granted.ticket;
};

/** The ticket that the caller sent, if any. A ticket is verified even where none is demanded. */
export const ticketOf = (stated: Purpose): string | undefined => (stated.kind === 'matter' ? stated.ticket : undefined);
