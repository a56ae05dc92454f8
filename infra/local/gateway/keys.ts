/** The issuer's public keys: found through its discovery document, kept, and fetched again for an unknown key id. */
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** Unknown key ids must not become a way to flood the issuer. */
const COOLDOWN_MS = 2_000;

const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`discovery of the issuer answered ${answer.status}`);
  const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: COOLDOWN_MS, timeoutDuration: 5_000 });
};

export const issuerKeys = (): ((issuer: string) => Promise<JWTVerifyGetKey>) => {
  const known = new Map<string, Promise<JWTVerifyGetKey>>();
  return (issuer) => {
    const found = known.get(issuer);
    if (found !== undefined) return found;
    const asked = discover(issuer);
    known.set(issuer, asked);
    asked.catch(() => known.delete(issuer));
    return asked;
  };
};
