import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePair, freePort } from '#infra/local/engines/port.ts';

// Of so many drawn among twelve thousand some would be the same.
const MANY = 400;

test('nobody is given a port that another was given, before or after it listens there', async () => {
  const ports = await Promise.all(Array.from({ length: MANY }, freePort));
  expect(new Set(ports).size).toBe(MANY);
  const server = createServer().listen(ports[0], '127.0.0.1');
  await once(server, 'listening');
  const pair = await freePair();
  expect([pair, pair + 1].filter((port) => ports.includes(port))).toEqual([]);
  server.close();
});

test('what one process was given no other is', async () => {
  const ours = await Promise.all(Array.from({ length: MANY }, freePort));
  const module = JSON.stringify(new URL('../../../../infra/local/engines/port.ts', import.meta.url).href);
  const script = `const { freePort } = await import(${module});
    console.log(JSON.stringify(await Promise.all(Array.from({ length: ${MANY} }, freePort))));`;
  const theirs: number[] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString());
  expect(theirs.filter((port) => ours.includes(port))).toEqual([]);
});
