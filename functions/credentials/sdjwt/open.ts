/** Verifies a presented SD-JWT: issuer's signature, disclosures, times, and the holder's key binding. RFC 9901, 7.1 and 7.3; SD-JWT VC for the type. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { Curve } from '../proof/did-key.ts';
import { signed } from '../proof/suites.ts';
import { processed, Unsound } from './process.ts';

type Json = Readonly<Record<string, unknown>>;

interface Jwt {
  readonly header: Json;
  readonly payload: Json;
  readonly input: string;
  readonly signature: Uint8Array;
}

/** Algorithms that are taken; each fits one curve, so that no key is used under another's rules. */
const CURVES: Readonly<Record<string, Curve>> = {
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};

export interface IssuerKey {
  readonly curve: Curve;
  readonly key: KeyObject;
}

export interface Wanted {
  /** Epoch ms. */
  readonly now: number;
  /** Key of an issuer by what the JWT says of itself; undefined when it is not known. */
  readonly issuerKey: (header: Json, payload: Json) => IssuerKey | undefined;
  /** With a nonce, key binding is demanded (7.3). */
  readonly nonce?: string | undefined;
  readonly audience?: string | undefined;
}

export interface OpenedSdJwt {
  readonly header: Json;
  readonly claims: Json;
  /** The holder has proven the key of `cnf`. */
  readonly bound: boolean;
}

const SKEW_SECONDS = 300;

const parse = (text: string): Json => {
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unsound('jwt');
  return value as Json;
};

const readJwt = (text: string): Jwt => {
  const [head = '', body = '', signature = '', ...more] = text.split('.');
  if (more.length > 0 || !/^[\w-]+$/.test(head) || !/^[\w-]+$/.test(body)) throw new Unsound('jwt');
  try {
    return {
      header: parse(head),
      payload: parse(body),
      input: `${head}.${body}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    throw new Unsound('jwt');
  }
};

const holds = ({ header, input, signature }: Jwt, { curve, key }: IssuerKey): boolean =>
  Object.hasOwn(CURVES, String(header.alg)) &&
  CURVES[String(header.alg)] === curve &&
  header.crit === undefined &&
  signed({ curve, key, controller: '' }, Buffer.from(input), signature);

const checkTimes = ({ exp, nbf, iat }: Json, now: number): void => {
  const seconds = now / 1000;
  if (typeof exp === 'number' && exp + SKEW_SECONDS <= seconds) throw new Unsound('expired');
  if (typeof nbf === 'number' && nbf > seconds + SKEW_SECONDS) throw new Unsound('not-yet-valid');
  if (typeof iat === 'number' && iat > seconds + SKEW_SECONDS) throw new Unsound('issued-in-the-future');
};

/** The holder's key as the issuer has confirmed it (RFC 7800). */
const holderKey = ({ cnf }: Json): IssuerKey => {
  const jwk = (cnf as { jwk?: JWK } | undefined)?.jwk;
  const curve = (['P-256', 'P-384', 'Ed25519'] as const).find((one) => one === jwk?.crv);
  if (!jwk || !curve) throw new Unsound('no-holder-key');
  const { kty, crv, x, y } = jwk;
  try {
    return { curve, key: createPublicKey({ key: { kty, crv, x, ...(y ? { y } : {}) } as JWK, format: 'jwk' }) };
  } catch {
    throw new Unsound('no-holder-key');
  }
};

/** 7.3: `presented` is everything before the key binding JWT, its last tilde included. */
const checkBinding = (presented: string, binding: string, claims: Json, hash: string, wanted: Wanted): void => {
  const jwt = readJwt(binding);
  const { payload } = jwt;
  if (jwt.header.typ !== 'kb+jwt' || !holds(jwt, holderKey(claims))) throw new Unsound('key-binding');
  if (typeof payload.iat !== 'number' || typeof payload.aud !== 'string' || typeof payload.nonce !== 'string')
    throw new Unsound('key-binding');
  checkTimes(payload, wanted.now);
  if (payload.nonce !== wanted.nonce) throw new Unsound('nonce');
  if (wanted.audience !== undefined && payload.aud !== wanted.audience) throw new Unsound('audience');
  if (payload.sd_hash !== createHash(hash).update(presented, 'ascii').digest('base64url')) throw new Unsound('sd-hash');
};

interface JsonForm {
  readonly payload?: unknown;
  readonly protected?: unknown;
  readonly signature?: unknown;
  readonly header?: { readonly disclosures?: readonly unknown[]; readonly kb_jwt?: unknown };
  readonly signatures?: readonly JsonForm[];
}

/** The JSON serialization (8), flattened or general with its first signature, as the compact form that its hashes are taken over. */
const compactOf = (text: string): string => {
  if (!text.startsWith('{')) return text;
  try {
    const { signatures, ...form } = JSON.parse(text) as JsonForm;
    const { protected: head, signature, header } = signatures?.[0] ?? form;
    return [`${head}.${form.payload}.${signature}`, ...(header?.disclosures ?? []), header?.kb_jwt ?? ''].join('~');
  } catch {
    throw new Unsound('sd-jwt');
  }
};

/** Throws Unsound, naming the rule that is broken. */
export const openSdJwt = (given: string, wanted: Wanted): OpenedSdJwt => {
  const text = compactOf(given);
  const [first = '', ...rest] = text.split('~');
  const binding = rest.pop();
  if (binding === undefined) throw new Unsound('sd-jwt');
  const jwt = readJwt(first);
  const key = wanted.issuerKey(jwt.header, jwt.payload);
  if (!key) throw new Unsound('issuer-key-not-known');
  if (!holds(jwt, key)) throw new Unsound('signature');
  const claims = processed(jwt.payload, rest);
  checkTimes(claims, wanted.now);
  // Who asks for no binding gets no say of one; a nonce that nobody chose proves nothing.
  if (wanted.nonce === undefined) return { header: jwt.header, claims, bound: false };
  if (binding === '') throw new Unsound('key-binding-required');
  const hash = String(jwt.payload._sd_alg ?? 'sha-256').replace('-', '');
  checkBinding(text.slice(0, text.length - binding.length), binding, claims, hash, wanted);
  return { header: jwt.header, claims, bound: true };
};
