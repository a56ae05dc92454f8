import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { alive } from '#test/engines/processes.ts';

const program = fileURLToPath(new URL('./run-city.ts', import.meta.url));
let temporary: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'onetrip-test-'));
});

const start = (env: Record<string, string> = {}) => {
  child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, TMPDIR: temporary, ...env },
    // A group of its own: a signal to it is what Ctrl-C is to a terminal's group.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
};
afterEach(() => {
  try {
    if (child?.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone, as it should be.
  }
  rmSync(temporary, { recursive: true, force: true });
});

/** The processes that stand below `pid`, from the kernel's own table. */
const descendants = (pid: number): number[] => {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
      } catch {
        return [];
      }
    });
  const below = (parent: number): number[] =>
    parents.filter(([, its]) => its === parent).flatMap(([one]) => [one, ...below(one)]);
  return below(pid);
};
const free = async (port: number) => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};

it.skipIf(!existsSync('/proc/self/stat'))('Ctrl-C leaves no process, no port and no file', async () => {
  const city = start({ FREEZE: '1' });
  const [line] = await once(createInterface({ input: city.stdout! }), 'line');
  const { ports } = JSON.parse(String(line)) as { ports: number[] };
  const pids = descendants(city.pid!);
  // Java, the front table and two instances at least.
  expect(pids.length).toBeGreaterThanOrEqual(4);
  expect(ports.every((port) => port > 0)).toBe(true);
  expect(readdirSync(temporary)).not.toEqual([]);
  process.kill(-city.pid!, 'SIGINT');
  expect(await once(city, 'exit')).toEqual([130, null]);
  await expect.poll(() => pids.filter(alive)).toEqual([]);
  for (const port of ports) await free(port);
  expect(readdirSync(temporary).filter((name) => name.startsWith('onetrip'))).toEqual([]);
});

const MOMENTS = [
  [1_500, 'SIGTERM', 143],
  [300, 'SIGINT', 130],
  [3_500, 'SIGINT', 130],
] as const;
it.skipIf(!existsSync('/proc/self/stat')).each(MOMENTS.slice(0, process.env.ONETRIP_FULL === '1' ? undefined : 1))(
  'after %i ms of starting %s leaves nothing either',
  async (ms, name, code) => {
    const city = start();
    const seen = new Set<number>();
    const end = performance.now() + ms;
    while (performance.now() < end) {
      for (const pid of descendants(city.pid!)) seen.add(pid);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    process.kill(-city.pid!, name);
    const look = setInterval(() => {
      for (const pid of descendants(city.pid!)) seen.add(pid);
    }, 20);
    const [exit, signal] = await once(city, 'exit');
    clearInterval(look);
    // In its first moments the process has not yet asked to hear signals.
    expect([
      [code, null],
      [null, name],
    ]).toContainEqual([exit, signal]);
    await expect.poll(() => [...seen].filter(alive)).toEqual([]);
    expect(readdirSync(temporary).filter((name) => name.startsWith('onetrip'))).toEqual([]);
  },
);

const refused = async (env: Record<string, string>) => {
  const city = start(env);
  const [complaint, [code]] = await Promise.all([text(city.stderr!), once(city, 'exit')]);
  return { code, lines: complaint.trim().split('\n') };
};

it('says in one line that a port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { code, lines } = await refused({ PORT: String(port) });
  expect([code, lines]).toEqual([1, [expect.stringMatching(new RegExp(`^Port ${port} is taken: .* PORT`))]]);
  server.close();
});

it('says in one line that Java is missing or old', async () => {
  const nowhere = await refused({ PATH: '/nonexistent', JAVA_HOME: '' });
  expect(nowhere).toEqual({ code: 1, lines: [expect.stringMatching(/needs Java 17/)] });
  const old = join(temporary, 'old-java');
  mkdirSync(join(old, 'bin'), { recursive: true });
  writeFileSync(join(old, 'bin/java'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(old, 'release'), 'JAVA_VERSION="11.0.20"\n');
  const { code, lines } = await refused({ PATH: '/nonexistent', JAVA_HOME: old });
  expect([code, lines]).toEqual([1, [expect.stringMatching(/needs Java 17 .*is Java 11$/)]]);
});

it('says in one line that the data folder cannot be written', async () => {
  const { code, lines } = await refused({ ONETRIP_DATA: '/dev/null/data' });
  expect([code, lines]).toEqual([1, [expect.stringMatching(/cannot write to \/dev\/null\/data: .*ONETRIP_DATA/)]]);
});
