/** What a webhook of the hub must prove before it is believed: Standard Webhooks, by a shared secret (v1) or by the hub's public key (v1a). */
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { OneTripError } from './errors.ts';

/** The message is not to be believed. `reason` is for your log. */
export class WebhookRefused extends OneTripError {
  override name = 'WebhookRefused';
  readonly reason: 'header-missing' | 'timestamp' | 'too-old' | 'in-the-future' | 'signature' | 'secret' | 'body';
  constructor(reason: WebhookRefused['reason']) {
    super(`webhook refused: ${reason}`);
    this.reason = reason;
  }
}

export interface Webhook {
  /** The same at every delivery of one event: remember it, and do nothing twice. */
  readonly id: string;
  readonly sentAt: Date;
  readonly payload: unknown;
}

export interface WebhookOptions {
  /** Epoch ms; the machine's clock unless said. */
  readonly now?: number;
  readonly toleranceSeconds?: number;
}

type HeaderBag = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const FIVE_MINUTES = 300;

const header = (headers: HeaderBag, name: string): string => {
  const found =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const value = typeof found === 'string' ? found : found?.[0];
  if (!value) throw new WebhookRefused('header-missing');
  return value;
};

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Whether a signature of its version is by this key. */
type Fits = { readonly version: 'v1' | 'v1a'; readonly by: (signed: Buffer, signature: Buffer) => boolean };

const symmetric = (key: Buffer): Fits => {
  if (key.length < 16) throw new WebhookRefused('secret');
  return {
    version: 'v1',
    by: (signed, signature) => same(createHmac('sha256', key).update(signed).digest(), signature),
  };
};

const asymmetric = (key: Buffer): Fits => {
  if (key.length !== 32) throw new WebhookRefused('secret');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return { version: 'v1a', by: (signed, signature) => verify(null, signed, publicKey, signature) };
};

const fitsOf = (secret: string): Fits =>
  secret.startsWith('whpk_')
    ? asymmetric(Buffer.from(secret.slice(5), 'base64'))
    : symmetric(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));

/**
 * Returns what was sent. `body`: the bytes as they came, before any parser. `secret`: whsec_…,
 * or the public key whpk_…, or several while one is being replaced.
 * Throws WebhookRefused; answer the hub 400 then, and it will come again.
 */
export const verifyWebhook = (
  headers: HeaderBag,
  body: string | Uint8Array,
  secret: string | readonly string[],
  { now = Date.now(), toleranceSeconds = FIVE_MINUTES }: WebhookOptions = {},
): Webhook => {
  const id = header(headers, 'webhook-id');
  const stamp = header(headers, 'webhook-timestamp');
  const given = header(headers, 'webhook-signature');
  if (!/^\d{1,12}$/.test(stamp)) throw new WebhookRefused('timestamp');
  const age = Math.floor(now / 1000) - Number(stamp);
  if (age > toleranceSeconds) throw new WebhookRefused('too-old');
  if (age < -toleranceSeconds) throw new WebhookRefused('in-the-future');

  const signed = Buffer.concat([Buffer.from(`${id}.${stamp}.`), Buffer.from(body)]);
  const signatures = given.split(' ').map((one) => one.split(','));
  // Every pair is compared, so that the time tells nothing of which one fits.
  const fits = [secret]
    .flat()
    .map(fitsOf)
    .flatMap(({ version, by }) =>
      signatures
        .filter(([theirs]) => theirs === version)
        .map(([, signature = '']) => by(signed, Buffer.from(signature, 'base64'))),
    );
  if (!fits.includes(true)) throw new WebhookRefused('signature');
  try {
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
    return { id, sentAt: new Date(Number(stamp) * 1000), payload: JSON.parse(text) };
  } catch {
    throw new WebhookRefused('body');
  }
};
