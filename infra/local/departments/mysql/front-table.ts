/** A department's front table 前置库 as a stand-in: MySQL over TCP in its own process. Loopback only, invented data only. */
import { randomBytes } from 'node:crypto';
import type { Population } from '#city/population.ts';
import { HERE, type Running, run, type StandIn } from '../stand-in.ts';
import type { Login } from './server.ts';

export interface MysqlTable<Mode extends string = string> extends Login, StandIn {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly networks: string[];
  hostile(mode: Mode): Promise<void>;
  tell: Running['tell'];
}

export interface MysqlTableGround {
  readonly population: Population;
  /** Where the database is kept; in memory unless said. */
  readonly folder?: string;
}

/** `script`: the module that answers as the table (front.ts). Resolves when questions are answered. */
export const startMysqlTable = async <Mode extends string>(
  { name, script, user, database }: { name: string; script: URL } & Omit<Login, 'password'>,
  { population, folder }: MysqlTableGround,
): Promise<MysqlTable<Mode>> => {
  const login: Login = { user, password: randomBytes(18).toString('base64url'), database };
  const table = await run({
    name: `${name} front table`,
    script,
    start: (port) => ({ population, login, port, ...(folder === undefined ? {} : { folder }) }),
  });
  const at = { host: '127.0.0.1' as const, port: table.port, networks: [HERE] };
  // Not spread: its pid changes when it is restarted.
  return Object.assign(table, { ...login, host: at.host, networks: at.networks, secret: { ...login, ...at } });
};
