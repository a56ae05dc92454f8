/**
 * Prints a client assertion (RFC 7523) of a department system of the running city, good for one token within two minutes:
 *   node infra/local/oidc/assertion.ts one-window-system
 * With --curl it prints the whole command that gets the token; further words are the scopes.
 * The key is read from the data folder: ONETRIP_DATA, or .onetrip/.
 */
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { importJWK, SignJWT } from 'jose';
import type { PrivateJwk } from './keys.ts';
import { readSignIn } from './keys.ts';

const SECONDS = 120;

export const assertion = async (issuer: string, clientId: string, key: PrivateJwk): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: key.alg ?? 'ES256', kid: key.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${SECONDS}s`)
    .sign(await importJWK(key));

export const curl = (issuer: string, signed: string, scopes: readonly string[]): string =>
  [
    `curl -s ${issuer}/token`,
    '-d grant_type=client_credentials',
    '-d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    `-d client_assertion=${signed}`,
    `-d scope=${scopes.join('%20')}`,
  ].join(' \\\n  ');

/** Returns what to print. Throws one clear line. */
export const run = async (words: readonly string[], dataDir: string): Promise<string> => {
  const [clientId = '', ...scopes] = words.filter((word) => word !== '--curl');
  const file = readSignIn(dataDir);
  if (!file?.issuer) throw new Error(`No running city in ${dataDir}: start it with npm start, or set ONETRIP_DATA.`);
  const key = file.clients[clientId];
  if (!key) throw new Error(`Name one of: ${Object.keys(file.clients).join(', ')}`);
  const signed = await assertion(file.issuer, clientId, key);
  return words.includes('--curl') ? curl(file.issuer, signed, scopes.length > 0 ? scopes : ['exchange']) : signed;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await run(process.argv.slice(2), process.env.ONETRIP_DATA ?? '.onetrip'));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
