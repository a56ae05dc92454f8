/** A question to another hub, signed as this one demands it where a grant says so: RFC 9421 over method, place and body, RFC 9530 for the body. */
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { type BareItem, type InnerList, serializeList } from 'structured-headers';
import { SIGNATURE_TAG } from '#functions/exchange/signature.ts';
import { signatureBase } from '#functions/exchange/signature-base.ts';
import { VIA } from '#functions/exchange/via.ts';
import { nonce } from '#functions/kernel/digest.ts';
import type { HubKey } from './hub-settings.ts';

export interface Unsigned {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const COVERED = ['content-digest', 'content-type', 'idempotency-key', VIA];

/** Gives all headers, the signature's among them. A signature is good once: each message, also a repeated one, is signed anew. `now`: epoch ms. */
export const messageSigner = (key: HubKey): ((message: Unsigned, now: number) => Record<string, string>) => {
  const open = createPrivateKey({ key: { ...key }, format: 'jwk' });
  return ({ url, headers, body }, now) => {
    const digest = createHash('sha256').update(body).digest('base64');
    const sent: Readonly<Record<string, string>> = { ...headers, 'content-digest': `sha-256=:${digest}:` };
    const components = ['@method', '@authority', '@path', ...COVERED.filter((name) => sent[name] !== undefined)];
    const input: InnerList = [
      components.map((name) => [name, new Map()]),
      new Map<string, BareItem>([
        ['created', Math.floor(now / 1000)],
        ['keyid', key.kid],
        ['nonce', nonce(18)],
        ['tag', SIGNATURE_TAG],
      ]),
    ];
    const base = signatureBase(input, { method: 'POST', url, headers: sent });
    const signature = sign('sha256', Buffer.from(base), { key: open, dsaEncoding: 'ieee-p1363' });
    return {
      ...sent,
      'signature-input': `onetrip=${serializeList([input])}`,
      signature: `onetrip=:${signature.toString('base64')}:`,
    };
  };
};
