/** 办件凭据 as a department asks the case layer for one: for a matter of the case, good for ten minutes and while the case is open. */
import * as z from 'zod';
import { Instant, ResourceId, Slug } from './identifier.ts';
import { PartyId } from './mandate.ts';
import { Level } from './resource.ts';
import { TICKET_CHARACTERS } from './ticket.ts';

export const TicketRequest = z
  .strictObject({
    matter: Slug.meta({ description: '子办件的事项，或一件事的事项: matter of a task, or of the bundle' }),
    /** All that is granted for the matter, unless said. */
    resources: z.array(ResourceId).min(1).max(50).optional(),
    /** 最小必要: all parties of the case, unless said. */
    parties: z.array(PartyId).min(1).max(20).optional(),
    /** Highest level; the grant may give less to a party. */
    level: Level.default('fields'),
  })
  .meta({ id: 'TicketRequest' });

export const TicketIssued = z
  .strictObject({
    ticket: z.string().max(TICKET_CHARACTERS),
    expiresAt: Instant,
    matter: Slug,
    resources: z.array(ResourceId),
    parties: z.array(PartyId),
    level: Level,
  })
  .meta({ id: 'TicketIssued', description: '办件凭据 case ticket' });
export type TicketIssued = z.infer<typeof TicketIssued>;
