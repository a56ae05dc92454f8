/** What stands in a hub's registry when it starts: the sample city, or whatever else it is started as. */
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { claims } from '#city/claims.ts';
import { clients, isSystem } from '#city/clients.ts';
import { clocks } from '#city/clocks.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import type { Client, Department, Officer, TicketIssuer } from '#schemas/department.ts';
import type { MatterCatalogue } from '#schemas/matter-catalogue.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { CASE_LAYER } from '#schemas/ticket.ts';
import { type PrivateJwk, publicHalf } from './oidc/keys.ts';
import { TICKET_ISSUER } from './tickets.ts';

export interface Registered {
  /** 事项库; absent: this hub speaks of no matters. */
  readonly matters?: () => MatterCatalogue;
  readonly departments: readonly Department[];
  readonly clients: readonly Client[];
  readonly officers: readonly Officer[];
  /** What else it begins with: resources, grants, calendars … */
  readonly items: readonly RegistryItem[];
}

export const yongkang: Registered = {
  matters: matterCatalogue,
  departments,
  clients,
  officers,
  items: [...calendars, ...clocks, ...resources, ...claims, ...certificateTypes, ...grants],
};

/** `clientKeys`: by client id; a system without its key is left out, for without one it would count as the officers' console. */
export const cityItems = (
  { departments, clients, officers, items }: Registered,
  clientKeys: Readonly<Record<string, PrivateJwk>>,
  ticketKey: PrivateJwk,
  /** Of the case layer, whose private half stands in KMS. */
  caseLayer?: TicketIssuer['key'],
): readonly RegistryItem[] => [
  ...departments,
  ...clients.flatMap((client) => {
    const key = clientKeys[client.id];
    return key ? [{ ...client, keys: [publicHalf(key)] }] : isSystem(client.id) ? [] : [client];
  }),
  ...officers,
  { v: 1, revision: 1, kind: 'ticket-issuer', id: TICKET_ISSUER, key: publicHalf(ticketKey) },
  ...(caseLayer ? [{ v: 1, revision: 1, kind: 'ticket-issuer', id: CASE_LAYER, key: caseLayer } as const] : []),
  ...items,
];
