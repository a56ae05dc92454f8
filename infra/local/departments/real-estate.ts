/** 不动产登记中心's front table 前置库: a stand-in that really is PostgreSQL over TCP, in its own process. Loopback only, invented data only. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Population } from '#city/population.ts';
import type { Login } from './postgres/server.ts';
import type { HostileMode } from './real-estate/hostile.ts';
import type { Order, Reply } from './real-estate/process.ts';

export interface FrontTable extends Login {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly pid: number;
  /** Makes the department misbehave from the next answer on; `none` ends it. */
  hostile(mode: HostileMode): Promise<void>;
  /** How many questions reached the department so far, answered or not. */
  asked(): Promise<number>;
  stop(): Promise<void>;
}

/** Gives orders to the child and hears what came of each; throws its failure, or that it has gone. */
const orders = (child: ChildProcess) => {
  const waiting = new Map<number, PromiseWithResolvers<number>>();
  const failure = (text: string) => new Error(`real-estate front table: ${text}`);
  let last = 0;
  child.on('message', ({ id, reply }: { id: number; reply: Reply }) => {
    const order = waiting.get(id);
    waiting.delete(id);
    if ('failed' in reply) order?.reject(failure(reply.failed));
    else order?.resolve(reply.done);
  });
  child.on('exit', (code) => {
    for (const order of waiting.values()) order.reject(failure(`the process ended (${code})`));
  });
  return (order: Order): Promise<number> => {
    const id = ++last;
    const given = Promise.withResolvers<number>();
    waiting.set(id, given);
    child.send({ id, order }, (error) => error && given.reject(failure('the process has ended')));
    return given.promise;
  };
};

/** `port`: a free one unless said. Resolves when questions are answered. */
export const startFrontTable = async ({
  population,
  port = 0,
}: {
  population: Population;
  port?: number;
}): Promise<FrontTable> => {
  const login: Login = { user: 'qzk_ro', password: randomBytes(18).toString('base64url'), database: 'bdcqzk' };
  const child = fork(fileURLToPath(new URL('./real-estate/process.ts', import.meta.url)), [], {
    // The optimising WebAssembly compiler costs a second and a half of start and gains nothing on point reads.
    execArgv: ['--liftoff-only'],
    env: { TZ: 'Asia/Shanghai' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const say = orders(child);
  const served = await say({ start: { population, login, port } }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    ...login,
    host: '127.0.0.1',
    port: served,
    pid: child.pid ?? 0,
    asked: () => say({ asked: true }),
    hostile: async (mode) => {
      await say({ hostile: mode });
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
};
