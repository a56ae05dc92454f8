/** What `npm start` leaves for an operator of this machine, as his shell reads it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { keepOperator } from '#infra/local/operator.ts';
import { startWorld } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-operator-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The engines' door stands in this process, so nothing here may wait for the shell. */
const shell = async (script: string, path: string) => {
  const child = spawn('sh', ['-c', `set -a; . "$0"; set +a; ${script}`, path], { env: { PATH: process.env.PATH } });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
};

test('his commands find the engines, the key and the names in it, and nothing else is needed', async () => {
  const world = await startWorld([]);
  try {
    const names = { ArchivesBucket: world.resource('Certificates').name };
    const { path } = await keepOperator(folder, { ...world.engines.adminEnv, ...names });
    const node = `"${process.execPath}"`;
    expect(await shell(`exec ${node} infra/check-archives.ts --bucket "$ArchivesBucket"`, path)).toEqual({
      status: 0,
      stdout: '已校验 checked: 0 packages, 0 files; 0 differences\n',
      stderr: '',
    });
    const wrong = await shell(`exec ${node} infra/check-archives.ts --bucket not-there`, path);
    expect([wrong.status, wrong.stderr.split('\n').length]).toEqual([2, 2]);
    expect(wrong.stderr).toMatch(/^NoSuchBucket: /);
    const usage = expect.stringContaining('--bucket <ArchivesBucket>');
    expect(await shell(`exec ${node} infra/check-archives.ts --help`, path)).toMatchObject({
      status: 0,
      stdout: usage,
    });
    for (const words of ['', '--buckt x'])
      expect(await shell(`exec ${node} infra/check-archives.ts ${words}`, path)).toMatchObject({
        status: 2,
        stderr: usage,
      });
    expect(new URL(world.engines.adminEnv.AWS_ENDPOINT_URL ?? '').hostname).toBe('127.0.0.1');
  } finally {
    await world.engines.stop();
  }
});

test('it is for its owner alone, also where somebody left one that was not; it is whole, and goes with the city', async () => {
  const old = join(folder, 'operator.env');
  writeFileSync(old, 'AWS_REGION=elsewhere\n', { mode: 0o644 });
  writeFileSync(`${old}.new`, 'of a start that died', { mode: 0o644 });
  const { path, stop } = await keepOperator(folder, { AWS_REGION: 'us-east-1', HubSecret: 'hub-secret' });
  expect([path, statSync(path).mode & 0o777, existsSync(`${path}.new`)]).toEqual([old, 0o600, false]);
  expect(readFileSync(path, 'utf8').split('\n').slice(1)).toEqual(['AWS_REGION=us-east-1', 'HubSecret=hub-secret', '']);
  expect((await shell('printf %s "$AWS_REGION $HubSecret"', path)).stdout).toBe('us-east-1 hub-secret');
  await stop();
  expect(existsSync(path)).toBe(false);
});
