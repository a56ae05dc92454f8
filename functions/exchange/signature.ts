/**
 * The message signature 报文签名 of a question (RFC 9421, with Content-Digest of RFC 9530): made with a key that the hub's registry knows, over
 * method, place and body, for this hub, now.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Dictionary, type InnerList, isInnerList, parseDictionary } from 'structured-headers';
import { canonical } from '#functions/kernel/canonical.ts';
import { sha256 } from '#functions/kernel/digest.ts';
import type { Message } from '#functions/kernel/request.ts';
import type { Client } from '#schemas/department.ts';
import { ALGORITHMS, type Jwk, signatureBase, signatureFits, usable } from './signature-base.ts';

/** What the signature is for: one made for another service is none here. */
export const SIGNATURE_TAG = 'onetrip';
/** How long a signature is good, in seconds from `created`. */
const SIGNATURE_SECONDS = 300;
/** Clocks of departments go wrong by this much. */
const SKEW_SECONDS = 30;

export interface Signed {
  /** Names this signature for ever: digest of client, key and nonce. */
  readonly id: string;
  readonly key: Jwk;
  readonly created: number;
  /** What was signed, and the signature (base64): any verifier can check the one against the other. */
  readonly base: string;
  readonly signature: string;
}

export type SignatureRule =
  | 'signature-malformed'
  | 'signature-incomplete'
  | 'signature-key-unknown'
  | 'signature-algorithm'
  | 'signature-not-yet'
  | 'signature-expired'
  | 'signature-digest'
  | 'signature-invalid';

const dictionary = (value: string | undefined): Dictionary | undefined => {
  try {
    return value === undefined ? undefined : parseDictionary(value);
  } catch {
    return undefined;
  }
};

const bytesOf = (value: unknown): Buffer | undefined =>
  value instanceof ArrayBuffer || value instanceof Uint8Array ? Buffer.from(value as Uint8Array) : undefined;

/** True when every digest that can be computed here is that of the body, and there is one. RFC 9530 2. */
const digestFits = ({ headers, body }: Message): boolean => {
  const given = dictionary(headers['content-digest']);
  const known = [...(given ?? [])].filter(([name]) => name === 'sha-256' || name === 'sha-512');
  return (
    known.length > 0 &&
    known.every(([name, item]) => {
      const [said, is] = [bytesOf(item[0]), createHash(name.replace('-', '')).update(body).digest()];
      return said?.length === is.length && timingSafeEqual(said, is);
    })
  );
};

/** What must stand under the signature: whatever decides what is done. */
const covers = ({ headers, body, url }: Message): string[] => [
  '@method',
  '@authority',
  '@path',
  ...(new URL(url).search ? ['@query'] : []),
  ...(body.length > 0 ? ['content-digest', 'content-type'] : []),
  ...(headers['idempotency-key'] === undefined ? [] : ['idempotency-key']),
];

/** A component with parameters (`;sf`, `;req`, `;bs`) says something else than the bare one. */
const bare = (input: InnerList): string[] =>
  input[0].flatMap(([name, parameters]) => (typeof name === 'string' && parameters.size === 0 ? [name] : []));

/** The one signature that was made for the hub; undefined when there is none. */
const ours = (message: Message): { input: InnerList; signature: Buffer } | 'signature-malformed' | undefined => {
  const { 'signature-input': inputs, signature: signatures } = message.headers;
  if (inputs === undefined && signatures === undefined) return undefined;
  const given = dictionary(inputs);
  if (!given) return 'signature-malformed';
  const tagged = [...given].filter(([, item]) => item[1].get('tag') === SIGNATURE_TAG);
  const [found, ...more] = tagged;
  if (!found) return undefined;
  const [label, input] = found;
  const signature = bytesOf(dictionary(signatures)?.get(label)?.[0]);
  return more.length > 0 || !isInnerList(input) || !signature ? 'signature-malformed' : { input, signature };
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length >= 1 && value.length <= 200 ? value : undefined;

/**
 * What was signed and by which key, the rule that refuses, or undefined for a message without a signature for this hub. `client`: as registered.
 * `now`: epoch ms. Depends on nothing but message and registry.
 */
export const verifySignature = (
  message: Message,
  client: Pick<Client, 'id' | 'keys'>,
  now: number,
): Signed | SignatureRule | undefined => {
  const found = ours(message);
  if (found === undefined || typeof found === 'string') return found;
  const { input, signature } = found;
  const given = input[1];
  const [kid, nonce, created, expires] = [
    text(given.get('keyid')),
    text(given.get('nonce')),
    given.get('created'),
    given.get('expires') ?? Number.POSITIVE_INFINITY,
  ];
  if (!kid || !nonce || nonce.length < 16 || !Number.isInteger(created) || typeof expires !== 'number')
    return 'signature-incomplete';
  const covered = bare(input);
  if (covers(message).some((name) => !covered.includes(name))) return 'signature-incomplete';

  const key = client.keys?.find((one) => one.kid === kid);
  if (!key) return 'signature-key-unknown';
  if (!usable(key) || (given.has('alg') && given.get('alg') !== ALGORITHMS[key.kty])) return 'signature-algorithm';
  const [from, at] = [created as number, now / 1000];
  if (from > at + SKEW_SECONDS) return 'signature-not-yet';
  if (Math.min(from + SIGNATURE_SECONDS, expires) < at) return 'signature-expired';
  if (message.body.length > 0 && !digestFits(message)) return 'signature-digest';
  let base: string;
  try {
    base = signatureBase(input, message);
  } catch {
    // A component that the message does not have, or that this hub does not know.
    return 'signature-incomplete';
  }
  if (!signatureFits(key, base, signature)) return 'signature-invalid';
  const id = sha256(canonical([client.id, kid, nonce]));
  return { id, key, created: from, base, signature: signature.toString('base64') };
};
