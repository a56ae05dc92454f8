/** Standard Webhooks 1.0: how a message is signed, and from what its secrets derive. */
import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import type { StoredSubscription } from '#schemas/subscription.ts';

const SECRET = 'whsec_';
const PUBLIC = 'whpk_';

/** What signs for one generation of a subscription: a secret that both sides know, and a key whose public half the other side knows. */
export interface Signer {
  readonly secret: string;
  readonly key: KeyObject;
}

type Generation = StoredSubscription['secrets'][number];

/** What stands before the 32 bytes of an Ed25519 key (RFC 8410) in PKCS #8 and SPKI. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_BYTES = 12;

/** `seed`: 32 bytes. */
export const ed25519 = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** Nothing is kept of it: the same subscription and generation always lead to the same. */
export const signerOf = (keys: HubKeys, subscription: string, { generation, keyVersion }: Generation): Signer => {
  const { webhook } = keysOfVersion(keys, keyVersion);
  const derived = (use: string) =>
    createHmac('sha256', webhook).update(`${use}\n${subscription}\n${generation}`).digest();
  return { secret: SECRET + derived('hmac').toString('base64'), key: ed25519(derived('ed25519')) };
};

/** The public half: whpk_ and base64 of its 32 bytes. */
export const publicKeyOf = ({ key }: Signer): string =>
  PUBLIC + createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_BYTES).toString('base64');

/** Those that sign at this moment (epoch ms), the newest first. */
export const signersAt = (keys: HubKeys, { id, secrets }: StoredSubscription, now: number): Signer[] =>
  secrets.filter(({ until }) => until === undefined || now < until).map((generation) => signerOf(keys, id, generation));

const signed = (id: string, seconds: number, body: string): Buffer => Buffer.from(`${id}.${seconds}.${body}`);

/** v1: HMAC-SHA-256 under the secret. `seconds`: Unix time. */
export const symmetric = (secret: string, ...message: Parameters<typeof signed>): string => {
  const key = Buffer.from(secret.slice(SECRET.length), 'base64');
  return `v1,${createHmac('sha256', key)
    .update(signed(...message))
    .digest('base64')}`;
};

/** v1a: Ed25519; it can be shown to a third party, for the receiver cannot make it himself. */
export const asymmetric = (key: KeyObject, ...message: Parameters<typeof signed>): string =>
  `v1a,${sign(null, signed(...message), key).toString('base64')}`;

/** The three headers. A receiver takes the message when one of the signatures is right. */
export const webhookHeaders = (
  signers: readonly Signer[],
  ...message: Parameters<typeof signed>
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> => ({
  'webhook-id': message[0],
  'webhook-timestamp': String(message[1]),
  'webhook-signature': signers
    .flatMap(({ secret, key }) => [symmetric(secret, ...message), asymmetric(key, ...message)])
    .join(' '),
});
