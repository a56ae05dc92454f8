/** Digests and keys. All text results are base64url without padding. */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod';

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url');

export const hmac = (key: Uint8Array, data: string): string =>
  createHmac('sha256', key).update(data).digest('base64url');

export const nonce = (bytes = 12): string => randomBytes(bytes).toString('base64url');

/** The hub's keys, derived (HKDF-SHA-256) from the one secret; `version` goes into every record. */
export interface HubKeys {
  readonly version: number;
  /** Handles and digests of subjects. */
  readonly subject: Uint8Array;
  /** Digests of requests and Idempotency-Keys. */
  readonly request: Uint8Array;
  /** Encryption of cursors (AES-256-GCM). */
  readonly cursor: Uint8Array;
  /** Encryption of what is kept for a while: questions that wait, answers and outcomes (AES-256-GCM). */
  readonly kept: Uint8Array;
}

const Master = z.looseObject({ version: z.int(), master: z.string().min(32) });

/** What is wrong with it is not said: the parser's own error repeats what it could not read. */
const readMaster = (secret: string): z.infer<typeof Master> => {
  try {
    return Master.parse(JSON.parse(secret));
  } catch {
    throw new Error('hub secret is malformed');
  }
};

/** `secret`: the JSON text of the hub secret, {"version": 1, "master": "at least 32 characters"}. */
export const hubKeys = (secret: string): HubKeys => {
  const { version, master } = readMaster(secret);
  const derive = (use: string) => new Uint8Array(hkdfSync('sha256', master, 'onetrip', use, 32));
  return {
    version,
    subject: derive('subject'),
    request: derive('request'),
    cursor: derive('cursor'),
    kept: derive('kept'),
  };
};

/** The handle of a subject: stands for its code in keys, records, tickets and events. */
export const subjectHandle = (keys: HubKeys, code: string): string => hmac(keys.subject, code);
