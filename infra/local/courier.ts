/** The courier of a ferried department as its own process, as it runs beside the department: told by a file, seen only in its folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PrivateJwk } from './oidc/keys.ts';

export interface Courier {
  readonly pid: number;
  /** The process dies at once (SIGKILL); its folder stays as it is. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface CourierPlace {
  readonly hub: string;
  readonly issuer: string;
  readonly client: string;
  readonly key: PrivateJwk;
  readonly department: string;
  readonly folder: string;
}

const PROGRAM = fileURLToPath(new URL('../../client/ferry/main.ts', import.meta.url));
/** A city at home waits for nobody; beside a real department the courier's own standards hold. */
const PACE = { pollMs: 250, backOffMs: 2000, patienceMs: 1000 };

export const startCourier = async ({ issuer, ...place }: CourierPlace): Promise<Courier> => {
  const file = join(place.folder, 'courier.json');
  await writeFile(file, JSON.stringify({ ...place, ...PACE, issuer, tokens: `${issuer}/token` }), { mode: 0o600 });
  const begin = () => spawn(process.execPath, [PROGRAM, file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let child = begin();
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const { exitCode, signalCode }: ChildProcess = child;
    if (exitCode !== null || signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return {
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL');
      child = begin();
    },
    stop: () => end('SIGTERM'),
  };
};
