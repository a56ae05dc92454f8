/** One instance of a function: a child process that serves one invocation at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FunctionSpec } from './function.ts';
import type { Lines } from './lines.ts';
import { exited, type FunctionError, MAX_PAYLOAD, type Outcome, timedOut, tooLarge } from './outcome.ts';

const bootstrap = fileURLToPath(new URL('./bootstrap.cjs', import.meta.url));
/** Lambda's init phase; generous, because a laptop may be busy. */
const INIT_MS = 20_000;

type Said = { ready?: true; fatal?: true; result?: string; error?: FunctionError };

export interface Instance {
  readonly id: string;
  readonly pid: number;
  /** Loads the code; throws nothing: a broken init is told by the first invocation, as Lambda tells it. */
  readonly started: Promise<void>;
  readonly gone: Promise<void>;
  alive(): boolean;
  invoke(requestId: string, event: string): Promise<Outcome>;
  kill(): void;
}

export interface InstanceOptions {
  readonly id: string;
  readonly environment: Record<string, string>;
  readonly lines: Lines;
  /** SIGSTOP between calls, as Lambda freezes. */
  readonly freeze: boolean;
}

const spawnChild = (fn: FunctionSpec, options: InstanceOptions): ChildProcess => {
  const child = fork(bootstrap, [fn.folder, fn.handler], {
    cwd: fn.folder,
    env: options.environment,
    execArgv: [`--max-old-space-size=${Math.floor(fn.memoryMb * 0.9)}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout) options.lines.read(child.stdout);
  if (child.stderr) options.lines.read(child.stderr);
  return child;
};

export const startInstance = (fn: FunctionSpec, options: InstanceOptions): Instance => {
  const child = spawnChild(fn, options);
  let alive = true;
  let broken: FunctionError | undefined;
  let listen: (said: Said) => void = () => {};
  const gone = once(child, 'exit').then(([code, signal]) => {
    alive = false;
    listen({ fatal: true, error: exited('%', code as number | null, signal as string | null) });
  });
  child.on('error', () => {});
  child.on('message', (said) => listen(said as Said));

  /** The next thing the child says; its end counts as saying an error. */
  const said = (ms: number, late: FunctionError) =>
    new Promise<Said>((resolve) => {
      const timer = setTimeout(() => {
        kill();
        listen({ fatal: true, error: late });
      }, ms);
      listen = (message) => {
        clearTimeout(timer);
        listen = () => {};
        resolve(message);
      };
    });
  const kill = () => {
    alive = false;
    child.kill('SIGKILL');
  };
  const freeze = () => {
    if (options.freeze && alive) child.kill('SIGSTOP');
  };

  const started = said(INIT_MS, { errorType: 'Sandbox.Timedout', errorMessage: 'Init timed out' }).then((first) => {
    if (!first.ready) broken = first.error;
    else freeze();
  });

  return {
    id: options.id,
    pid: child.pid ?? 0,
    started,
    gone,
    alive: () => alive && broken === undefined,
    kill,
    invoke: async (requestId, event) => {
      await started;
      const fail = (error: FunctionError): Outcome => ({
        ok: false,
        requestId,
        error: { ...error, errorMessage: error.errorMessage.replace('RequestId: %', `RequestId: ${requestId}`) },
      });
      if (broken) return fail(broken);
      if (!alive) return fail(exited(requestId, null, 'SIGKILL'));
      const answer = said(fn.timeoutMs, timedOut(requestId, fn.timeoutMs));
      const ended = options.lines.ended(requestId);
      if (options.freeze) child.kill('SIGCONT');
      child.send({ id: requestId, event, arn: fn.arn, deadline: Date.now() + fn.timeoutMs }, () => {});
      const { fatal, result, error } = await answer;
      if (fatal) kill();
      else await Promise.race([ended, gone]);
      freeze();
      if (result === undefined) return fail(error ?? exited(requestId, null, null));
      if (Buffer.byteLength(result) > MAX_PAYLOAD) return fail(tooLarge());
      return { ok: true, requestId, payload: result };
    },
  };
};
