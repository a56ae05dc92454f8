/** A program beside a department as its own process, as it runs there: told by a file, whose key only its own account may read. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface Beside {
  readonly pid: number;
  /** The process dies at once (SIGKILL); what it had stored stays. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Something may have come for it: it looks soon, and not only when it would by itself. */
  look(): void;
  stop(): Promise<void>;
}

/** What comes within so many milliseconds is looked at together. */
const TOGETHER_MS = 25;

/** `program`: its path in client/. `file`: where its settings are written. */
export const startBeside = async (program: string, file: string, settings: object): Promise<Beside> => {
  const path = fileURLToPath(new URL(`../../client/${program}`, import.meta.url));
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  const begin = () => spawn(process.execPath, [path, file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let child = begin();
  let looking: NodeJS.Timeout | undefined;
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
    look: () => {
      looking ??= setTimeout(() => {
        looking = undefined;
        // Who has just gone looks when it comes back.
        if (child.connected) child.send('look', () => {});
      }, TOGETHER_MS);
    },
    stop: () => {
      clearTimeout(looking);
      return end('SIGTERM');
    },
  };
};
