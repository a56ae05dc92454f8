/** A stand-in for a department's system: its own process, which can be told to misbehave, be killed, and come back with what it had stored. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compiled } from '../compiled.ts';
import type { OrderReply } from './orders.ts';

/** Where every stand-in is: the network that its secret must name, as that of a department without a public address. */
export const HERE = '127.0.0.1/32';

export interface LocalSystem {
  /** Of the process that runs now. */
  readonly pid: number;
  /** Makes the department misbehave from the next answer on; `none` ends it. Throws for a mode that it does not know. */
  hostile(mode: string): Promise<void>;
  /** How many questions reached the department since its process started, answered or not. */
  asked(): Promise<number>;
  /** The process dies at once (SIGKILL); what it had stored stays. */
  kill(): Promise<void>;
  /** The process comes back at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** One that the hub calls, or shares keys with. */
export interface StandIn extends LocalSystem {
  /** What the operator writes into the department's secret. */
  readonly secret: Readonly<Record<string, unknown>>;
}

export interface Run {
  /** Said in failures. */
  readonly name: string;
  /** The module that the process runs; it answers orders (orders.ts), `start` among them. */
  readonly script: URL;
  /** The value of the order `start`; `port`: the one served before, 0 the first time. The answer is the port, or 0 when there is none. */
  readonly start: (port: number) => unknown;
  readonly execArgv?: readonly string[];
  /** Beside the time zone; nothing unless said. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Running extends LocalSystem {
  readonly port: number;
  /** Any other order that the process knows. Throws its failure, or that it has gone. */
  tell(order: string, value?: unknown): Promise<unknown>;
}

const line = (child: ChildProcess, name: string) => {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const failure = (text: string) => new Error(`${name}: ${text}`);
  let last = 0;
  child.on('message', (reply: OrderReply) => {
    const order = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failed' in reply) order?.reject(failure(reply.failed));
    else order?.resolve(reply.done);
  });
  child.on('exit', (code, signal) => {
    for (const order of waiting.values()) order.reject(failure(`the process ended (${signal ?? code})`));
    waiting.clear();
  });
  return (order: string, value?: unknown): Promise<unknown> => {
    const id = ++last;
    const given = Promise.withResolvers<unknown>();
    waiting.set(id, given);
    child.send({ id, order, value }, (error) => error && given.reject(failure('the process has ended')));
    return given.promise;
  };
};

/** Resolves when the department answers. */
export const run = async ({ name, script, start, execArgv = [], env = {} }: Run): Promise<Running> => {
  const begin = async (port: number) => {
    const child = fork(fileURLToPath(script), [], {
      execArgv: [...execArgv],
      env: { TZ: 'Asia/Shanghai', ...compiled(), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const tell = line(child, name);
    const served = await tell('start', start(port)).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    return { child, tell, port: Number(served) };
  };
  let now = await begin(0);
  const gone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
  const end = async (how: (child: ChildProcess) => void): Promise<void> => {
    if (gone(now.child)) return;
    const exit = once(now.child, 'exit');
    how(now.child);
    await exit;
  };
  return {
    get pid() {
      return now.child.pid ?? 0;
    },
    get port() {
      return now.port;
    },
    tell: (order, value) => now.tell(order, value),
    hostile: async (mode) => void (await now.tell('hostile', mode)),
    asked: async () => Number(await now.tell('asked')),
    kill: () => end((child) => child.kill('SIGKILL')),
    restart: async () => {
      await end((child) => child.kill('SIGKILL'));
      now = await begin(now.port);
    },
    stop: () => end((child) => child.disconnect()),
  };
};
