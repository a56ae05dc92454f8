import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../infra/local/require-node.cjs', import.meta.url));

it('says in one line that npm ci has not run, before anything is imported', () => {
  const clone = mkdtempSync(join(tmpdir(), 'onetrip-clone-'));
  const copy = join(clone, 'infra/local/require-node.cjs');
  mkdirSync(join(clone, 'infra/local'), { recursive: true });
  cpSync(script, copy);
  const { status, stderr } = spawnSync(process.execPath, [copy], { encoding: 'utf8' });
  rmSync(clone, { recursive: true });
  expect([status, stderr]).toEqual([1, 'OneTrip has no packages yet: run "npm ci" first.\n']);
  expect(spawnSync(process.execPath, [script]).status).toBe(0);
});
