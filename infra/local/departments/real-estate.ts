/** 不动产登记中心's front table 前置库: a stand-in that really is PostgreSQL over TCP, in its own process. Loopback only, invented data only. */
import { randomBytes } from 'node:crypto';
import type { Population } from '#city/population.ts';
import type { Login } from './postgres/server.ts';
import type { HostileMode } from './real-estate/hostile.ts';
import { run, type StandIn } from './stand-in.ts';

export interface FrontTable extends Login, StandIn {
  readonly host: '127.0.0.1';
  readonly port: number;
  hostile(mode: HostileMode): Promise<void>;
}

/** `port`: a free one unless said. Resolves when questions are answered. */
export const startFrontTable = async ({
  population,
  port: wanted = 0,
}: {
  population: Population;
  port?: number;
}): Promise<FrontTable> => {
  const login: Login = { user: 'qzk_ro', password: randomBytes(18).toString('base64url'), database: 'bdcqzk' };
  const table = await run({
    name: 'real-estate front table',
    script: new URL('./real-estate/process.ts', import.meta.url),
    start: (port) => ({ population, login, port: port || wanted }),
    // The optimising WebAssembly compiler costs a second and a half of start and gains nothing on point reads.
    execArgv: ['--liftoff-only'],
  });
  const at = { host: '127.0.0.1', port: table.port } as const;
  // Not spread: its pid changes when it is restarted.
  return Object.assign(table, { ...login, host: at.host, secret: { ...login, ...at } });
};
