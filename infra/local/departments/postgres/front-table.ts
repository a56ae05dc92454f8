/** A department's front table 前置库 as a stand-in: PostgreSQL over TCP in its own process. Loopback only, invented data only. */
import { randomBytes } from 'node:crypto';
import type { Population } from '#city/population.ts';
import { HERE, run, type StandIn } from '../stand-in.ts';
import type { Login } from './server.ts';

export interface FrontTable<Mode extends string = string> extends Login, StandIn {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly networks: string[];
  hostile(mode: Mode): Promise<void>;
}

export interface FrontTableGround {
  readonly population: Population;
  /** A free one unless said. */
  readonly port?: number;
}

/** `script`: the module that answers as the table (front.ts). Resolves when questions are answered. */
export const startTable = async <Mode extends string>(
  { name, script, user, database }: { name: string; script: URL } & Omit<Login, 'password'>,
  { population, port: wanted = 0 }: FrontTableGround,
): Promise<FrontTable<Mode>> => {
  const login: Login = { user, password: randomBytes(18).toString('base64url'), database };
  const table = await run({
    name: `${name} front table`,
    script,
    start: (port) => ({ population, login, port: port || wanted }),
    // The optimising WebAssembly compiler costs a second and a half of start and gains nothing on point reads.
    execArgv: ['--liftoff-only'],
  });
  const at = { host: '127.0.0.1' as const, port: table.port, networks: [HERE] };
  // Not spread: its pid changes when it is restarted.
  return Object.assign(table, { ...login, host: at.host, networks: at.networks, secret: { ...login, ...at } });
};
