/** The functions of the city: each a crew of child processes, invoked as Lambda invokes. */
import { randomUUID } from 'node:crypto';
import { type Crew, crew } from './crew.ts';
import { instanceEnvironment } from './environment.ts';
import { type FunctionSpec, findFunction } from './function.ts';
import { startInstance } from './instance.ts';
import { keptLines, type Lines } from './lines.ts';
import type { Outcome } from './outcome.ts';

export interface PoolOptions {
  readonly functions: readonly FunctionSpec[];
  /** AWS_* variables of a function: its own key, the endpoint. */
  readonly engine: (name: string) => Readonly<Record<string, string>>;
  readonly freeze?: boolean;
  /** Each line a function writes. */
  readonly onLine?: (fn: string, line: string) => void;
}

export interface InvokeOptions {
  /** How long to wait for a busy crew before Throttled; unless said, not at all where concurrency was reserved. */
  readonly waitMs?: number;
  /** Serve by this instance or not at all. */
  readonly instance?: string;
}

export interface Pool {
  readonly functions: readonly FunctionSpec[];
  invoke(fn: string, event: unknown, options?: InvokeOptions): Promise<Outcome>;
  /** Makes `n` instances ready (no more than the function's concurrency) and names all there are. */
  warm(fn: string, n: number): Promise<readonly string[]>;
  instances(fn: string): readonly { readonly id: string; readonly pid: number }[];
  /** Kills an instance where it stands. */
  kill(instance: string): void;
  /** The next call loads the code anew; calls under way finish on the old code. */
  restart(fn: string): void;
  logs(fn: string): readonly string[];
  stop(): Promise<void>;
}

interface Member extends FunctionSpec {
  readonly crew: Crew;
  readonly lines: Lines;
}

/** Where nothing was reserved Lambda would start another instance; a laptop cannot go on doing so. */
const UNRESERVED_WAIT_MS = 2_000;

export const startPool = (options: PoolOptions): Pool => {
  let started = 0;
  let open = true;
  const members: Member[] = options.functions.map((fn) => {
    const lines = keptLines((line) => options.onLine?.(fn.alias, line));
    const start = () => {
      const id = `${fn.alias}/${++started}`;
      const environment = instanceEnvironment(fn, options.engine(fn.name), id);
      return startInstance(fn, { id, environment, lines, freeze: options.freeze ?? false });
    };
    return { ...fn, lines, crew: crew(fn.name, fn.concurrency, start) };
  });
  const member = (name: string) => findFunction(members, name);

  return {
    functions: options.functions,
    invoke: async (name, event, options = {}) => {
      if (!open) throw new Error('the pool has stopped');
      const { crew, reserved } = member(name);
      const { waitMs = reserved ? 0 : UNRESERVED_WAIT_MS, instance: wanted } = options;
      const instance = await crew.acquire(waitMs, wanted);
      try {
        return await instance.invoke(randomUUID(), JSON.stringify(event));
      } finally {
        crew.release(instance);
      }
    },
    warm: async (name, n) => {
      const { crew } = member(name);
      await crew.warm(n);
      return crew.all().map(({ id }) => id);
    },
    instances: (name) =>
      member(name)
        .crew.all()
        .map(({ id, pid }) => ({ id, pid })),
    kill: (id) => {
      for (const { crew } of members) for (const instance of crew.all()) if (instance.id === id) instance.kill();
    },
    restart: (name) => member(name).crew.retire(),
    logs: (name) => member(name).lines.all(),
    stop: async () => {
      open = false;
      await Promise.all(members.map(({ crew }) => crew.stop()));
    },
  };
};
