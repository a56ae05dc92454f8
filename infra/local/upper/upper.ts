/** Starts the hub above as a process of its own, and tells the hub below how it is reached. */
import { mkdir } from 'node:fs/promises';
import type { Population } from '#city/population.ts';
import { HUB_BELOW } from '#city/upper/index.ts';
import { HERE, run } from '../departments/stand-in.ts';
import { freePair } from '../engines/port.ts';
import type { LocalCity } from '../local-city.ts';
import type { PrivateJwk } from '../oidc/keys.ts';
import { tellDepartment } from '../places.ts';
import type { UpperStart } from './process.ts';

export interface UpperHub {
  /** What it keeps beside its tables. */
  readonly folder: string;
  readonly pid: number;
  readonly url: string;
  readonly issuer: string;
  /** What the operator of the hub below writes into the secret of its department `jinhua`. */
  readonly secret: Readonly<Record<string, unknown>>;
  /** Access token of one of its clients. */
  token(client: string, scopes?: readonly string[]): Promise<string>;
  /** As of LocalCity, there. */
  settle(ms: number): Promise<void>;
  fire(fn: string): Promise<void>;
  /** The next question finds new instances of this function: they read the registry at once. */
  refresh(fn: string): Promise<void>;
  /** Lines that this function has logged. */
  logs(fn: string): Promise<readonly string[]>;
  /** How many questions reached its departments. */
  asked(): Promise<number>;
  /** The process dies at once (SIGKILL), and all that it had started. What it had stored stays. */
  kill(): Promise<void>;
  /** It comes back at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface UpperPlace {
  /** Its own, kept between its processes. */
  readonly folder: string;
  /** Who stands in its departments' data; the sample city unless said. */
  readonly population?: Population;
}

/** `below`: the running city, whose department `jinhua` is told. */
export const startUpper = async (below: LocalCity, { folder, population }: UpperPlace): Promise<UpperHub> => {
  await mkdir(folder, { recursive: true });
  const pair = await freePair();
  const place = { folder, database: below.database, templates: below.templates, ...(population ? { population } : {}) };
  const running = await run({
    name: 'the hub above',
    script: new URL('./process.ts', import.meta.url),
    start: (port) => ({ ...place, port: port || pair }) satisfies UpperStart,
    env: process.env,
  });
  const { url, issuer, key } = (await running.tell('about')) as { url: string; issuer: string; key: PrivateJwk };
  const secret = { base: url, issuer, tokens: `${issuer}/token`, client: HUB_BELOW, key, networks: [HERE] };
  await tellDepartment(below.deployment, below.admin.secrets, 'jinhua', secret);
  // Whoever was asked before knows another address.
  below.pool.restart('jinhua');
  return {
    get pid() {
      return running.pid;
    },
    folder,
    url,
    issuer,
    secret,
    token: async (client, scopes) => String(await running.tell('token', [client, scopes])),
    settle: async (ms) => void (await running.tell('settle', ms)),
    fire: async (fn) => void (await running.tell('fire', fn)),
    refresh: async (fn) => void (await running.tell('restart', fn)),
    logs: async (fn) => (await running.tell('logs', fn)) as readonly string[],
    asked: () => running.asked(),
    kill: () => running.kill(),
    restart: () => running.restart(),
    stop: () => running.stop(),
  };
};
