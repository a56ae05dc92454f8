/** Tokens that must never let anybody in, made from one good token and, where it is known, the key that signed it. */
import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { PrivateJwk } from '#infra/local/oidc/keys.ts';

export interface BadToken {
  readonly name: string;
  /** The Authorization header; undefined: none is sent. */
  readonly authorization: string | undefined;
  /** What the gateway answers. 403: a genuine token that lacks the scope or belongs to another. */
  readonly status: 401 | 403;
}

export interface Corpus {
  readonly issuer: string;
  /** Access token of a party that is let in. */
  readonly good: string;
  /** The provider's signing key: makes tokens that are genuine but wrong in one thing. */
  readonly signing: PrivateJwk;
  /** City time, epoch ms. */
  readonly now: number;
  readonly idToken: string;
  /** A genuine token of another department's system that does not hold the route's scope. */
  readonly unscoped: string;
}

type Claims = Record<string, unknown>;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (token: string, index: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8')) as Claims;

export const badTokens = async ({ issuer, good, signing, now, idToken, unscoped }: Corpus): Promise<BadToken[]> => {
  const [header, claims] = [read(good, 0), read(good, 1)];
  const seconds = Math.floor(now / 1000);
  const genuine = await importJWK(signing, 'RS256');
  const foreign = await generateKeyPair('RS256', { extractable: true });
  const foreignJwk = await exportJWK(foreign.publicKey);
  const publicJwk: JWK = { kty: 'RSA', n: signing.n ?? '', e: signing.e ?? '' };
  const publicPem = await exportSPKI((await importJWK(publicJwk, 'RS256')) as CryptoKey);
  const { privateKey: elliptic } = await generateKeyPair('ES256');

  const signed = (over: Claims, head: Claims = {}, key: Parameters<SignJWT['sign']>[0] = genuine) =>
    new SignJWT({ ...claims, ...over }).setProtectedHeader({ ...header, alg: 'RS256', ...head }).sign(key);
  const hmac = (secret: string) => {
    const input = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  const [head, body, signature] = good.split('.') as [string, string, string];
  const flipped = `${signature.slice(0, 20)}${signature[20] === 'A' ? 'B' : 'A'}${signature.slice(21)}`;

  const tokens: Record<string, string> = {
    'wrong audience': await signed({ aud: 'another-hub' }),
    'wrong issuer': await signed({ iss: 'http://127.0.0.1:1' }),
    'issuer with a slash more': await signed({ iss: `${issuer}/` }),
    expired: await signed({ iat: seconds - 1200, exp: seconds - 600 }),
    'without expiry': await signed({ exp: undefined }),
    'not yet valid': await signed({ nbf: seconds + 300 }),
    'issued in the future': await signed({ iat: seconds + 300, exp: seconds + 900 }),
    'alg none': `${part({ ...header, alg: 'none' })}.${body}.`,
    'alg None': `${part({ ...header, alg: 'None' })}.${body}.`,
    'alg none with the signature kept': `${part({ ...header, alg: 'none' })}.${body}.${signature}`,
    'HS256 under the public key as PEM': hmac(publicPem),
    'HS256 under the public key without its last line break': hmac(publicPem.trim()),
    'HS256 under the modulus': hmac(signing.n ?? ''),
    'HS256 under nothing': hmac(''),
    'ES256 under a foreign key': await signed({}, { alg: 'ES256' }, elliptic),
    'foreign key under the same kid': await signed({}, {}, foreign.privateKey),
    'foreign key carried as jwk': await signed({}, { jwk: foreignJwk }, foreign.privateKey),
    'foreign key carried as jku': await signed({}, { jku: 'http://127.0.0.1:1/jwks', kid: 'x' }, foreign.privateKey),
    'foreign key carried as x5u': await signed({}, { x5u: 'http://127.0.0.1:1/cert', kid: 'x' }, foreign.privateKey),
    'kid that is a path': await signed({}, { kid: '../../../../dev/null' }, foreign.privateKey),
    'kid that is SQL': await signed({}, { kid: "' UNION SELECT 'key" }, foreign.privateKey),
    'kid that is no key of the issuer': await signed({}, { kid: 'unknown' }, foreign.privateKey),
    'crit that nobody knows': await signed({}, {}).then(
      (t) => `${part({ ...header, crit: ['x'], x: 1 })}.${t.split('.').slice(1).join('.')}`,
    ),
    'signature changed in one character': `${head}.${body}.${flipped}`,
    'claims changed': `${head}.${part({ ...claims, scope: 'registry.manage' })}.${signature}`,
    'signature cut off': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'ID token': idToken,
    garbage: 'abc.def.ghi',
    empty: '',
    huge: `${head}.${'A'.repeat(6000)}.${signature}`,
  };
  return [
    { name: 'none', authorization: undefined, status: 401 },
    ...Object.entries(tokens).map(([name, token]) => ({
      name,
      authorization: `Bearer ${token}`,
      status: 401 as const,
    })),
    { name: 'double Bearer', authorization: `Bearer Bearer ${good}`, status: 401 },
    { name: 'two tokens in one header', authorization: `Bearer ${good}, Bearer ${good}`, status: 401 },
    { name: 'Basic', authorization: `Basic ${Buffer.from('a:b').toString('base64')}`, status: 401 },
    { name: 'no scheme', authorization: good, status: 401 },
    { name: "another department's token without the scope", authorization: `Bearer ${unscoped}`, status: 403 },
  ];
};
