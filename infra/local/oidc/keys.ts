/** Keys of the local sign-in. Private halves stay in the data folder, readable by its owner only, or in memory. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export type PrivateJwk = JWK & { readonly kid: string; readonly kty: 'RSA' | 'EC' };

export interface SignInKeys {
  /** Signs the access tokens, RS256. */
  readonly signing: PrivateJwk;
  /** Signs the case tickets of the stand-in issuer, ES256. */
  readonly tickets: PrivateJwk;
  /** Of the department systems, for private_key_jwt, ES256. */
  readonly clients: Readonly<Record<string, PrivateJwk>>;
}

const SIGN_IN_FILE = 'sign-in.json';

/** What stands in the data folder: the keys, and where the sign-in listens while it runs. */
export interface SignInFile extends SignInKeys {
  readonly issuer?: string;
}

const make = async (kid: string, alg: 'RS256' | 'ES256'): Promise<PrivateJwk> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' } as PrivateJwk;
};

/** The half that may be shown: of an RSA key n and e, of an elliptic one crv, x and y. */
export const publicHalf = ({ kty, kid, alg, use, n, e, crv, x, y }: PrivateJwk): PrivateJwk =>
  JSON.parse(JSON.stringify({ kty, kid, alg, use, n, e, crv, x, y })) as PrivateJwk;

export const readSignIn = (dataDir: string): SignInFile | undefined => {
  try {
    return JSON.parse(readFileSync(join(dataDir, SIGN_IN_FILE), 'utf8')) as SignInFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

export const writeSignIn = (dataDir: string, file: SignInFile): void => {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, SIGN_IN_FILE), JSON.stringify(file), { mode: 0o600 });
};

/** Reads the keys of `dataDir`, makes what is missing. Without a folder all are made anew and live in memory. */
export const signInKeys = async (systems: readonly string[], dataDir?: string): Promise<SignInKeys> => {
  const kept = dataDir === undefined ? undefined : readSignIn(dataDir);
  const [signing, tickets, ...keys] = await Promise.all([
    kept?.signing ?? make('sign-in-1', 'RS256'),
    kept?.tickets ?? make('tickets-1', 'ES256'),
    ...systems.map((id) => kept?.clients[id] ?? make(`${id}-1`, 'ES256')),
  ]);
  return { signing, tickets, clients: Object.fromEntries(systems.map((id, i) => [id, keys[i] as PrivateJwk])) };
};
