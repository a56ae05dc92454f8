/** A stand-in issuer of case tickets 办件凭据 beside the case layer: for tests and developers who have no case at hand. On one machine only. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type * as z from 'zod';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Level } from '#schemas/resource.ts';
import { TICKET_AUDIENCE, TICKET_SECONDS, TICKET_TYPE, TicketClaims } from '#schemas/ticket.ts';
import type { PrivateJwk } from './oidc/keys.ts';

/** The issuer's id in the registry. */
export const TICKET_ISSUER = 'stand-in-cases';

export interface TicketFor {
  readonly case: string;
  readonly matter: string;
  /** Department that handles the task. */
  readonly department: string;
  readonly parties: readonly { readonly role: z.infer<typeof PartyRole>; readonly code: string }[];
  readonly resources: readonly string[];
  readonly level: z.infer<typeof Level>;
  /** Epoch ms. */
  readonly now: number;
}

export interface TicketSigner {
  readonly key: PrivateJwk;
  readonly hubKeys: HubKeys;
  readonly issuer?: string;
}

/** A compact JWS, good for ten minutes. It carries digests of the parties, never their codes. */
export const issueTicket = async (
  { case: caseId, matter, department, parties, resources, level, now }: TicketFor,
  { key, hubKeys, issuer = TICKET_ISSUER }: TicketSigner,
): Promise<string> => {
  const iat = Math.floor(now / 1000);
  const claims = TicketClaims.parse({
    iss: issuer,
    aud: TICKET_AUDIENCE,
    iat,
    exp: iat + TICKET_SECONDS,
    jti: randomUUID(),
    case: caseId,
    matter,
    department,
    parties: parties.map(({ role, code }) => ({ role, digest: subjectHandle(hubKeys, code), key: hubKeys.version })),
    resources,
    level,
  });
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: TICKET_TYPE, kid: key.kid })
    .sign(await importJWK(key, 'ES256'));
};
