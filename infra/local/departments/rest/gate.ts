/** The door of a signed REST interface, as its department's supplier would write it: app key, timestamp, nonce, signature, token. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Credentials {
  readonly appKey: string;
  readonly appSecret: string;
  /** Of the signature, HMAC-SHA-256, in hexadecimal. */
  readonly signKey: string;
}

export const newCredentials = (appKey: string): Credentials => ({
  appKey,
  appSecret: randomBytes(18).toString('base64url'),
  signKey: randomBytes(32).toString('hex'),
});

/** HTTP status and the envelope's code. */
export type Refusal = readonly [status: number, code: number];
export interface Knock {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const WINDOW_MS = 300_000;
const TOKEN_MS = 300_000;

const same = (given: string, right: string): boolean => {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
};

export const openGate = ({ appKey, appSecret, signKey }: Credentials) => {
  const nonces = new Map<string, number>();
  const tokens = new Map<string, number>();
  let issued = 0;

  /** Every call's own proof. */
  const knock = ({ path, headers, body }: Knock): Refusal | undefined => {
    const word = (name: string): string => String(headers[`x-${name}`] ?? '');
    const [timestamp, nonce, now] = [word('timestamp'), word('nonce'), Date.now()];
    if (!same(word('app-key'), appKey)) return [403, 40301];
    const digest = createHash('sha256').update(body).digest('hex');
    const text = `POST\n${path}\n${timestamp}\n${nonce}\n${digest}`;
    const right = createHmac('sha256', Buffer.from(signKey, 'hex')).update(text).digest('hex');
    if (!same(word('signature'), right)) return [403, 40304];
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW_MS) return [403, 40302];
    for (const [old, at] of nonces) if (now - at > 2 * WINDOW_MS) nonces.delete(old);
    if (nonce.length < 8 || nonces.has(nonce)) return [403, 40303];
    nonces.set(nonce, now);
    return undefined;
  };

  return {
    knock,
    pass: ({ headers }: Knock): Refusal | undefined => {
      const until = tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '');
      if (until === undefined) return [401, 40102];
      return until <= Date.now() ? [401, 40101] : undefined;
    },
    /** Undefined: the secret is wrong. */
    issue: (key: unknown, secret: unknown) => {
      if (!same(String(key), appKey) || !same(String(secret), appSecret)) return undefined;
      const token = randomBytes(24).toString('base64url');
      tokens.set(token, Date.now() + TOKEN_MS);
      issued += 1;
      return { token, expiresIn: TOKEN_MS / 1000 };
    },
    issued: () => issued,
    /** Every token has run out by now. */
    expire: () => {
      for (const token of tokens.keys()) tokens.set(token, 0);
    },
  };
};
export type Gate = ReturnType<typeof openGate>;
