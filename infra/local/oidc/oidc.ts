/** The local sign-in 统一身份认证 as an OpenID provider on loopback, in the place of the city's real one. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { isSystem } from '#city/clients.ts';
import type { Client, Department, Officer } from '#schemas/department.ts';
import { configuration } from './configuration.ts';
import { type PrivateJwk, publicHalf, type SignInKeys, signInKeys, writeSignIn } from './keys.ts';
import { signIn } from './sign-in.ts';

export interface OidcOptions {
  readonly clients: readonly Client[];
  readonly officers: readonly Officer[];
  /** For the names on the page. */
  readonly departments?: readonly Department[];
  readonly clock?: { now(): number };
  /** Keys are kept here; without it they live in memory. */
  readonly dataDir?: string;
  readonly port?: number;
}

export interface LocalOidc {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly port: number;
  /** The private key of a department system. Throws for the console, which has none. */
  clientKeys(clientId: string): PrivateJwk;
  /** Public halves by client id, for the registry. */
  readonly publicKeys: Readonly<Record<string, PrivateJwk>>;
  readonly keys: SignInKeys;
  /** What an officer types on the page. */
  readonly password: string;
  stop(): Promise<void>;
}

export const startOidc = async ({
  clients,
  officers,
  departments = [],
  clock,
  dataDir,
  port = 0,
}: OidcOptions): Promise<LocalOidc> => {
  const systems = clients.map(({ id }) => id).filter(isSystem);
  // As the door's.
  const server = createServer({ keepAliveTimeout: 120_000 });
  server.listen(port, '127.0.0.1');
  const [keys] = await Promise.all([signInKeys(systems, dataDir), once(server, 'listening')]);
  const bound = (server.address() as AddressInfo).port;
  const issuer = `http://127.0.0.1:${bound}`;
  if (dataDir !== undefined) writeSignIn(dataDir, { ...keys, issuer });

  const provider = new Provider(
    issuer,
    configuration({ clients, officers, keys, now: () => clock?.now() ?? Date.now() }),
  );
  const password = String(randomInt(100_000, 1_000_000));
  const names = new Map(departments.map(({ id, name }) => [id, name.zh]));
  const page = signIn({ provider, officers, departments: names, password });
  const callback = provider.callback();
  server.on('request', (request, response) => {
    void (request.url?.startsWith('/sign-in/') ? page(request, response) : callback(request, response));
  });

  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    port: bound,
    clientKeys: (clientId) => {
      const key = keys.clients[clientId];
      if (!key) throw new Error(`${clientId} has no key of its own`);
      return key;
    },
    publicKeys: Object.fromEntries(Object.entries(keys.clients).map(([id, key]) => [id, publicHalf(key)])),
    keys,
    password,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      if (dataDir !== undefined) writeSignIn(dataDir, keys);
    },
  };
};
