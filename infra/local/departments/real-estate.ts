/** 不动产登记中心's front table 前置库: a stand-in that really is PostgreSQL over TCP, in its own process. Loopback only, invented data only. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Population } from '#city/population.ts';
import type { Login } from './postgres/server.ts';
import type { HostileMode } from './real-estate/hostile.ts';
import type { FromChild, ToChild } from './real-estate/process.ts';

export interface FrontTable extends Login {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly pid: number;
  /** Makes the department misbehave from the next answer on; `none` ends it. */
  hostile(mode: HostileMode): Promise<void>;
  stop(): Promise<void>;
}

/** Says one thing to the child at a time and hears its answer; throws its failure, or that it has gone. */
const conversation = (child: ChildProcess) => {
  const waiting: PromiseWithResolvers<FromChild>[] = [];
  const failure = (text: string) => new Error(`real-estate front table: ${text}`);
  child.on('message', (message: FromChild) => {
    const asked = waiting.shift();
    if ('failed' in message) asked?.reject(failure(message.failed));
    else asked?.resolve(message);
  });
  child.on('exit', (code) => {
    for (const asked of waiting.splice(0)) asked.reject(failure(`the process ended (${code})`));
  });
  return (message: ToChild): Promise<FromChild> => {
    const asked = Promise.withResolvers<FromChild>();
    waiting.push(asked);
    child.send(message, (error) => error && asked.reject(failure('the process has ended')));
    return asked.promise;
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
  const say = conversation(child);
  const ready = await say({ start: { population, login, port } }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  if (!('port' in ready)) throw new Error('real-estate front table: unexpected message');
  return {
    ...login,
    host: '127.0.0.1',
    port: ready.port,
    pid: child.pid ?? 0,
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
