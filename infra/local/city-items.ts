/** The sample city as items of the registry, with the public keys it was started with. */
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { claims } from '#city/claims.ts';
import { clients, isSystem } from '#city/clients.ts';
import { clocks } from '#city/clocks.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { type PrivateJwk, publicHalf } from './oidc/keys.ts';
import { TICKET_ISSUER } from './tickets.ts';

/** `clientKeys`: by client id; a system without its key is left out, for without one it would count as the officers' console. */
export const cityItems = (
  clientKeys: Readonly<Record<string, PrivateJwk>>,
  ticketKey: PrivateJwk,
): readonly RegistryItem[] => [
  ...departments,
  ...calendars,
  ...clocks,
  ...clients.flatMap((client) => {
    const key = clientKeys[client.id];
    return key ? [{ ...client, keys: [publicHalf(key)] }] : isSystem(client.id) ? [] : [client];
  }),
  ...officers,
  { v: 1, revision: 1, kind: 'ticket-issuer', id: TICKET_ISSUER, key: publicHalf(ticketKey) },
  ...resources,
  ...claims,
  ...certificateTypes,
  ...grants,
];
