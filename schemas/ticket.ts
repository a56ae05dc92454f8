/** 办件凭据: signed by the case layer, ES256 compact JWS, at most ten minutes. It carries digests of parties, never their codes. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { CaseId, Slug } from './identifier.ts';
import { Level } from './resource.ts';

export const TICKET_TYPE = 'onetrip-ticket+jwt';
export const TICKET_AUDIENCE = 'onetrip-exchange';
export const TICKET_SECONDS = 600;
/** Longest compact form that a question may carry. */
export const TICKET_CHARACTERS = 4096;
/** Id of the hub's own case layer among the issuers of the registry. */
export const CASE_LAYER = 'one-window-cases';

export const TicketClaims = z
  .strictObject({
    iss: Slug,
    aud: z.literal(TICKET_AUDIENCE),
    iat: z.int(),
    exp: z.int(),
    jti: z.string().max(64),
    /** The case 办件 and its matter 事项. */
    case: CaseId,
    matter: Slug,
    /** Department that handles the task; only its clients and officers may use the ticket. */
    department: Slug,
    /** `digest`: base64url HMAC-SHA-256 of the subject code under the hub's subject key; `key` is the key's version. */
    parties: z
      .array(z.strictObject({ role: PartyRole, digest: z.string().length(43), key: z.int() }))
      .min(1)
      .max(20),
    resources: z.array(z.string().max(130)).min(1).max(50),
    level: Level,
  })
  .refine((t) => t.exp - t.iat <= TICKET_SECONDS, 'ticket-too-long');
export type TicketClaims = z.infer<typeof TicketClaims>;
