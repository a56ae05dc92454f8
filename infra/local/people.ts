/** Signing in as the people and systems of the city, and the tickets of its cases. */
import { ROLE_SCOPES } from '#schemas/access.ts';
import type { Registered } from './city-items.ts';
import type { Clock } from './clock.ts';
import type { LocalCity } from './local-city.ts';
import type { LocalOidc } from './oidc/oidc.ts';
import { clientToken, officerToken } from './oidc/tokens.ts';
import { issueTicket, type TicketSigner } from './tickets.ts';

const named = <T extends { readonly id: string }>(all: readonly T[], id: string): T => {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`nobody here is called ${id}`);
  return found;
};

export const people = (
  { clients, officers }: Pick<Registered, 'clients' | 'officers'>,
  oidc: LocalOidc,
  signer: TicketSigner,
  clock: Clock,
): Pick<LocalCity, 'token' | 'officerToken' | 'ticket' | 'oidc'> => ({
  oidc,
  token: async (client, scopes = named(clients, client).scopes) =>
    clientToken(oidc.issuer, client, oidc.clientKeys(client), scopes),
  officerToken: async (officer, scopes) => {
    const held = [...new Set(named(officers, officer).roles.flatMap((role) => ROLE_SCOPES[role]))];
    return officerToken(oidc.issuer, officer, scopes ?? held);
  },
  ticket: (claims) => issueTicket({ now: clock.now(), ...claims }, signer),
});
