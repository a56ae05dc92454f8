/** The key of tickets in KMS. */
import { KMSClient } from '@aws-sdk/client-kms';
import { seal } from '#functions/certificates/seal.client.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import type { TicketKey } from './sign-ticket.ts';

/** `key`: id of an ECC_NIST_P256 key. The public half is read once per instance. */
export const ticketKey = (key: string): (() => Promise<TicketKey>) => seal(new KMSClient(PATIENCE), key);
