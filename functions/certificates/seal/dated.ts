/** A key of the library as the key set shows it, with the time of its use. */
import type { JWK } from 'jose';
import type { SealKey } from '#schemas/seal.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** As OpenID Federation 1.0 (8.7.2) publishes keys of the past: `iat`, `exp` and `revoked` beside the key, seconds; `x5c`: its certificate. */
export const datedJwk = (key: SealKey): JWK & Record<string, unknown> => ({
  ...key.publicKey,
  kid: key.keyId,
  ...(key.algorithm === 'ES256' ? { alg: 'ES256' } : {}),
  use: 'sig',
  iat: seconds(key.validFrom),
  ...(key.retiredAt === undefined ? {} : { exp: seconds(key.retiredAt) }),
  ...(key.compromisedAt === undefined
    ? {}
    : { revoked: { revoked_at: seconds(key.compromisedAt), reason: 'compromised' } }),
  ...(key.root === undefined ? {} : { x5c: [key.root] }),
});
