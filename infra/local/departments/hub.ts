/** A stand-in for the hub above, in its own process: for whom a whole hub would be too much, and for what an honest one never does. */
import { generateKeyPairSync } from 'node:crypto';
import { type PrivateJwk, publicHalf } from '../oidc/keys.ts';
import type { HubStart, KnownAnswer, Refusing } from './hub/process.ts';
import type { EveryRestMode } from './rest/hostile.ts';
import { HERE, run, type StandIn } from './stand-in.ts';

interface Seen {
  /** The last question: its path, headers and body. */
  readonly last: { readonly path: string; readonly via?: string; readonly key?: string; readonly body: unknown };
  /** Tokens that are good. */
  readonly tokens: number;
  /** Records that it keeps. */
  readonly exchanges: number;
}

export interface HubStandIn extends StandIn {
  hostile(mode: EveryRestMode): Promise<void>;
  /** It refuses every question so; null: no more. */
  refuse(how: Refusing | null): Promise<void>;
  expireTokens(): Promise<void>;
  /** Tokens given from now on live so long. */
  tokenSeconds(seconds: number): Promise<void>;
  seen(): Promise<Seen>;
}

const CLIENT = 'yongkang-hub';

export const startHub = async (known: readonly KnownAnswer[]): Promise<HubStandIn> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'hub-1', alg: 'ES256' } as PrivateJwk;
  const running = await run({
    name: 'hub',
    script: new URL('./hub/process.ts', import.meta.url),
    start: (port) => ({ port, client: CLIENT, key: publicHalf(key), known }) satisfies HubStart,
  });
  const base = `http://127.0.0.1:${running.port}`;
  return Object.assign(running, {
    secret: { base, issuer: base, tokens: `${base}/token`, client: CLIENT, key, networks: [HERE] },
    refuse: async (how: Refusing | null) => void (await running.tell('refuse', how)),
    expireTokens: async () => void (await running.tell('expire-tokens')),
    tokenSeconds: async (seconds: number) => void (await running.tell('token-seconds', seconds)),
    seen: async () => (await running.tell('seen')) as Seen,
  });
};
