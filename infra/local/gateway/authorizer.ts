/** The JWT authorizer of an HTTP API, as AWS documents it. Stricter in one thing: only `Bearer` tokens, only RS256. */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { textClaims } from './claims.ts';
import { issuerKeys } from './keys.ts';
import type { GatewayRoute } from './routes.ts';

export interface Authorized {
  readonly claims: Record<string, string>;
  /** Scopes of the token; null when the route demands none. */
  readonly scopes: string[] | null;
}

export interface Refused {
  readonly status: 401 | 403;
  readonly challenge: string;
}

export type Authorize = (
  header: readonly string[] | undefined,
  route: GatewayRoute,
) => Promise<Authorized | Refused | undefined>;

const invalid = (why: string): Refused => ({
  status: 401,
  challenge: `Bearer scope="" error="invalid_token" error_description="${why}"`,
});

const list = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(' ').filter(Boolean) : Array.isArray(value) ? value.map(String) : [];

const audienceOf = ({ aud, client_id }: JWTPayload): string[] =>
  aud === undefined ? [String(client_id)] : Array.isArray(aud) ? aud : [aud];

const reason = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'iss' ? 'the token has an invalid issuer' : `the token has an invalid ${error.claim}`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'unable to get a key from jwks with id';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'signing method is invalid';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the token has an invalid signature';
  return 'the token is malformed';
};

const bearer = (header: readonly string[]): string | undefined =>
  header.length === 1 ? /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header[0] ?? '')?.[1] : undefined;

/** `clock` decides exp, nbf and iat. */
export const authorizer = (clock: Clock): Authorize => {
  const keysOf = issuerKeys();
  const verified = async (token: string, issuer: string): Promise<JWTPayload> => {
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid !== 'string' || kid === '') throw new errors.JWKSNoMatchingKey();
    const { payload } = await jwtVerify(token, await keysOf(issuer), {
      algorithms: ['RS256'],
      issuer,
      currentDate: new Date(clock.now()),
      requiredClaims: ['exp', 'iss'],
    });
    return payload;
  };

  return async (header, route) => {
    if (!route.authorizer) return undefined;
    if (header === undefined) return { status: 401, challenge: 'Bearer' };
    const token = bearer(header);
    if (token === undefined) return invalid('the token is malformed');
    const { issuer, audience } = route.authorizer;
    let claims: JWTPayload;
    try {
      claims = await verified(token, issuer);
    } catch (error) {
      return invalid(reason(error));
    }
    if (claims.iat !== undefined && claims.iat * 1000 > clock.now())
      return invalid('the token was issued in the future');
    if (!audienceOf(claims).some((one) => audience.includes(one)))
      return invalid('the token does not have a valid audience');
    const scopes = list(claims.scope ?? claims.scp);
    if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope)))
      return {
        status: 403,
        challenge: `Bearer scope="${route.scopes.join(' ')}" error="insufficient_scope" error_description="the token does not hold a scope of the route"`,
      };
    return { claims: textClaims(claims), scopes: route.scopes.length > 0 ? scopes : null };
  };
};
