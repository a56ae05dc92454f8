import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkFolder, checkFree, checkNode, portTaken } from '#infra/local/checks.ts';
import { startOidc } from '#infra/local/oidc/oidc.ts';

const root = mkdtempSync(join(tmpdir(), 'onetrip-checks-'));
afterAll(() => rmSync(root, { recursive: true }));

it('refuses an older Node', () => {
  expect(() => checkNode('22.11.0')).toThrow(/^OneTrip needs Node 24 and runs on 22.11.0.*$/);
  expect(checkNode('24.0.0')).toBeUndefined();
});

it('makes the data folder with its parents', () => {
  checkFolder(join(root, 'a/b/c'));
  expect(existsSync(join(root, 'a/b/c'))).toBe(true);
});

it('refuses a file in the place of the data folder, and a place where the kernel lets nothing be made', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  for (const place of [file, join(file, 'below'), ...(existsSync('/proc/self') ? ['/proc/onetrip/data'] : [])])
    expect(() => checkFolder(place)).toThrow(`OneTrip cannot write to ${place}:`);
});

it('refuses a folder on which another city runs, and takes it when that one has stopped or died', async () => {
  const dataDir = join(root, 'kept');
  checkFolder(dataDir);
  await checkFree(dataDir);
  const running = await startOidc({ clients: [], officers: [], dataDir });
  await expect(checkFree(dataDir)).rejects.toThrow(
    /^OneTrip already runs on .*: stop it, or .* PORT and ONETRIP_DATA$/,
  );
  await running.stop();
  await checkFree(dataDir);

  // A dead city leaves its address behind, and somebody else may listen there by now.
  const other = createServer((_, response) => response.end('{"keys":[]}')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const issuer = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  writeFileSync(join(dataDir, 'sign-in.json'), JSON.stringify({ ...running.keys, issuer }));
  await checkFree(dataDir);
  other.close();
  other.closeAllConnections();
  await expect(checkFree(dataDir)).resolves.toBeUndefined();
});

it('tells a taken port and a forbidden one apart, and lets other troubles through', () => {
  const trouble = (code: string) => Object.assign(new Error('listen'), { code });
  expect((portTaken(trouble('EADDRINUSE'), 80) as Error).message).toMatch(/^Port 80 is taken/);
  expect((portTaken(trouble('EACCES'), 80) as Error).message).toMatch(/^Port 80 is not open to this user/);
  const other = trouble('EMFILE');
  expect(portTaken(other, 80)).toBe(other);
});
