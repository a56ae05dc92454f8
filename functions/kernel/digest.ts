/** Digests and keys. All text results are base64url without padding. */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod';

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64url');

export const hmac = (key: Uint8Array, data: string): string =>
  createHmac('sha256', key).update(data).digest('base64url');

export const nonce = (bytes = 12): string => randomBytes(bytes).toString('base64url');

/** A UUID (version 8 of RFC 9562) that the same digest always leads to. `digest`: base64url of 16 bytes or more. */
export const uuidOf = (digest: string): string => {
  const bytes = Buffer.from(digest, 'base64url').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

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
  /** Secrets with which webhooks are signed derive from it. */
  readonly webhook: Uint8Array;
  /** Receipts of what was released for a case. */
  readonly receipt: Uint8Array;
  /** What the hub offers for a while, and recognises when it comes back. */
  readonly offer: Uint8Array;
  /** Versions before this one, as far as the secret still holds them: what stands under their handles is still found. */
  readonly earlier: readonly Pick<HubKeys, 'version' | 'subject' | 'kept' | 'webhook' | 'receipt'>[];
}

const One = { version: z.int(), master: z.string().min(32) };
const Master = z.looseObject({ ...One, earlier: z.array(z.looseObject(One)).max(20).optional() });

/** What is wrong with it is not said: the parser's own error repeats what it could not read. */
const readMaster = (secret: string): z.infer<typeof Master> => {
  try {
    return Master.parse(JSON.parse(secret));
  } catch {
    throw new Error('hub secret is malformed');
  }
};

const derive = (master: string, use: string) => new Uint8Array(hkdfSync('sha256', master, 'onetrip', use, 32));
const lasting = ({ version, master }: { readonly version: number; readonly master: string }) => ({
  version,
  subject: derive(master, 'subject'),
  kept: derive(master, 'kept'),
  webhook: derive(master, 'webhook'),
  receipt: derive(master, 'receipt'),
});

/**
 * `secret`: the JSON text of the hub secret, {"version": 2, "master": "at least 32 characters"}, and after a change of the key also
 * "earlier": [{"version": 1, "master": …}].
 */
export const hubKeys = (secret: string): HubKeys => {
  const { earlier = [], ...now } = readMaster(secret);
  return {
    ...lasting(now),
    request: derive(now.master, 'request'),
    cursor: derive(now.master, 'cursor'),
    offer: derive(now.master, 'offer'),
    earlier: earlier.map(lasting),
  };
};

/** The keys of the version under which something was kept. Throws when the secret no longer holds it. */
export const keysOfVersion = (keys: HubKeys, version: number): HubKeys['earlier'][number] => {
  const found = [keys, ...keys.earlier].find((one) => one.version === version);
  if (!found) throw new Error('the hub secret no longer holds this version');
  return found;
};

/** A UUID (version 8 of RFC 9562) to which the same name always leads; it says nothing to who does not hold the hub's key. */
export const keyedUuid = (keys: HubKeys, name: string): string => uuidOf(hmac(keys.request, name));

/** The handle of a subject: stands for its code in keys, records, tickets and events. */
export const subjectHandle = (keys: Pick<HubKeys, 'subject'>, code: string): string => hmac(keys.subject, code);

/** Every handle under which something about the subject may stand, that of today first. */
export const everyHandle = (keys: HubKeys, code: string): readonly string[] =>
  [keys, ...keys.earlier].map((version) => subjectHandle(version, code));
