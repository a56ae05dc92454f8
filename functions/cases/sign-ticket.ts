/** A case ticket as an ES256 compact JWS (RFC 7515), signed by a key that never leaves its keeper. */
import { createHash } from 'node:crypto';
import { derToRaw } from '#functions/certificates/jws.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { TICKET_TYPE, type TicketClaims } from '#schemas/ticket.ts';

export type TicketKey = Pick<Signer, 'keyId' | 'sign'>;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const signTicket = async (claims: TicketClaims, { keyId, sign }: TicketKey): Promise<string> => {
  const signed = `${part({ alg: 'ES256', typ: TICKET_TYPE, kid: keyId })}.${part(claims)}`;
  const der = await sign(createHash('sha256').update(signed).digest());
  return `${signed}.${Buffer.from(derToRaw(der)).toString('base64url')}`;
};
