/** Credentials and presentations in a JWT: Securing Verifiable Credentials using JOSE and COSE, 3.1 and 3.3; and the older form with `vc` and `vp`. */
import type { EnvelopedCredential } from '#schemas/credential.ts';
import { BASE_CONTEXT } from '#schemas/credential.ts';
import type { CredentialKey } from '../keys.ts';
import type { Json } from '../ld/linked-data.ts';
import { type Curve, methodFrom } from './did-key.ts';
import { signed } from './suites.ts';

const ALGORITHMS: Readonly<Record<string, Curve>> = {
  ES256: 'P-256',
  ES384: 'P-384',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};
const MEDIA = /^data:application\/(?:jwt|v[cp](?:-ld)?\+jwt)(?:;[a-z0-9=-]+)*,(.+)$/;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The credential in an envelope. One signature. */
export const enclose = async (credential: Json, key: CredentialKey): Promise<EnvelopedCredential> => {
  const header = { alg: key.curve === 'P-256' ? 'ES256' : 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: key.method };
  const input = `${part(header)}.${part(credential)}`;
  const signature = Buffer.from(await key.sign(Buffer.from(input))).toString('base64url');
  return {
    '@context': BASE_CONTEXT,
    id: `data:application/vc+jwt,${input}.${signature}`,
    type: 'EnvelopedVerifiableCredential',
  };
};

const read = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
};

export interface Opened {
  /** The credential or presentation inside. */
  readonly document: Json;
  readonly controller: string;
}
export interface Audience {
  /** Epoch ms. */
  readonly now: number;
  readonly challenge?: string | undefined;
  readonly domain?: string | undefined;
}

/** The rule that the claims around the document break (RFC 7519, 4.1). */
const brokenClaims = (claims: Json, { now, challenge, domain }: Audience): string | undefined => {
  const seconds = now / 1000;
  const rules: readonly (readonly [boolean, string])[] = [
    [typeof claims.exp === 'number' && claims.exp <= seconds, 'expired'],
    [typeof claims.nbf === 'number' && claims.nbf > seconds + 300, 'not-yet-valid'],
    [challenge !== undefined && claims.nonce !== challenge, 'challenge'],
    [domain !== undefined && ![claims.aud].flat().includes(domain), 'domain'],
  ];
  return rules.find(([broken]) => broken)?.[1];
};

/** What is in the envelope, when signature and claims hold; else the rule. */
export const open = (dataUrl: string, audience: Audience): Opened | { readonly rule: string } => {
  const [head = '', body = '', signature = '', ...more] = MEDIA.exec(dataUrl)?.[1]?.split('.') ?? [];
  const [header, claims] = [read(head), read(body)];
  if (!header || !claims || more.length > 0) return { rule: 'envelope' };
  const kid = typeof header.kid === 'string' ? header.kid : String(claims.iss ?? '');
  const method = methodFrom(kid);
  if (!method) return { rule: 'verification-method' };
  if (ALGORITHMS[String(header.alg)] !== method.curve || header.crit !== undefined) return { rule: 'algorithm' };
  if (!signed(method, Buffer.from(`${head}.${body}`), Buffer.from(signature, 'base64url')))
    return { rule: 'signature' };
  const rule = brokenClaims(claims, audience);
  if (rule) return { rule };
  const document = (claims.vc ?? claims.vp ?? claims) as Json;
  return typeof document === 'object' ? { document, controller: method.controller } : { rule: 'envelope' };
};
