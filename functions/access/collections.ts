/** The collections of the access rooms: which kind of the registry each shows. */
import type { Client, Department, Officer, TicketIssuer } from '#schemas/department.ts';
import type { Collection } from '#schemas/routes/access.ts';
import type { Threshold } from '#schemas/threshold.ts';

export type AccessItem = Department | Client | Officer | TicketIssuer | Threshold;

export const KIND_OF = {
  departments: 'department',
  clients: 'client',
  officers: 'officer',
  'ticket-issuers': 'ticket-issuer',
  thresholds: 'threshold',
} as const satisfies Record<Collection, AccessItem['kind']>;

/** Department that an item belongs to, where it belongs to one. */
export const departmentOf = (item: AccessItem): string | undefined =>
  'department' in item ? item.department : undefined;
