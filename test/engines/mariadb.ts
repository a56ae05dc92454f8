/** A real MariaDB for one test file, where one is installed: its own folder, its own socket, loopback only. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#infra/local/engines/port.ts';

const answers = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
export const hasMariadb = answers('mariadbd') && answers('mariadb-install-db') && answers('mariadb');

export interface Mariadb {
  readonly port: number;
  /** Runs statements as root. */
  sql(text: string): string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export const startMariadb = async (): Promise<Mariadb> => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-mariadb-'));
  const [data, socket] = [join(folder, 'data'), join(folder, 's')];
  const user = `--user=${userInfo().username}`;
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, user, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const port = await freePort();
  const options = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, user];
  const small = ['--bind-address=127.0.0.1', '--innodb-buffer-pool-size=16M', '--skip-log-bin', '--skip-ssl'];
  const server: ChildProcess = spawn('mariadbd', [...options, ...small], { stdio: 'ignore' });
  const sql = (text: string): string =>
    execFileSync(
      'mariadb',
      ['--no-defaults', `--socket=${socket}`, '-u', 'root', '--default-character-set=utf8mb4', '-N'],
      {
        input: text,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
  for (let tries = 0; ; tries += 1) {
    try {
      sql('select 1');
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill(signal);
    await exit;
  };
  return {
    port,
    sql,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
