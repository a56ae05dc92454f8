/** The proof by which this hub is known to the sign-in of another: private_key_jwt (RFC 7523), ES256. */
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { HubKey } from './hub-settings.ts';

/** Good for one token; clocks of two hubs go wrong by less. */
const SECONDS = 60;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Proof {
  readonly client: string;
  readonly issuer: string;
  /** Epoch ms of this machine, which the sign-in compares with its own. */
  readonly now: number;
}

/** Opens the key once. Throws an error that repeats nothing of it. */
export const prover = (key: HubKey): ((proof: Proof) => string) => {
  const open = createPrivateKey({ key: { ...key }, format: 'jwk' });
  return ({ client, issuer, now }) => {
    const iat = Math.floor(now / 1000);
    const claims = { iss: client, sub: client, aud: issuer, jti: randomUUID(), iat, exp: iat + SECONDS };
    const text = `${part({ alg: 'ES256', kid: key.kid, typ: 'JWT' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(text), { key: open, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
};
