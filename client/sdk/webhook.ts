/** What a webhook of the hub must prove before it is believed: Standard Webhooks, symmetric signatures (v1). */
import { createHmac, timingSafeEqual } from 'node:crypto';
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

const keyOf = (secret: string): Buffer => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length < 16) throw new WebhookRefused('secret');
  return key;
};

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/**
 * Returns what was sent. `body`: the bytes as they came, before any parser. `secret`: whsec_…, or several while one is being replaced.
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

  const keys = [secret].flat().map(keyOf);
  const signatures = given
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  const expected = keys.map((key) => createHmac('sha256', key).update(`${id}.${stamp}.`).update(body).digest());
  // Every pair is compared, so that the time tells nothing of which one fits.
  const fits = expected.flatMap((mine) => signatures.map((theirs) => same(mine, theirs)));
  if (!fits.includes(true)) throw new WebhookRefused('signature');
  try {
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
    return { id, sentAt: new Date(Number(stamp) * 1000), payload: JSON.parse(text) };
  } catch {
    throw new WebhookRefused('body');
  }
};
