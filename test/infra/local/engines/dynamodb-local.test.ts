import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startDynamoDbLocal } from '#infra/local/engines/dynamodb-local.ts';
import { alive } from '#test/engines/processes.ts';

const module = fileURLToPath(new URL('../../../../infra/local/engines/dynamodb-local.ts', import.meta.url));
const program = `
  const { startDynamoDbLocal } = await import(${JSON.stringify(module)});
  const engine = await startDynamoDbLocal();
  await engine.ready();
  console.log(engine.pid);
  setInterval(() => {}, 1000);`;

test('it does not outlive a parent that is killed without warning', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  expect(alive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => alive(pid)).toBe(false);
});

test('a folder that cannot be made is said at once; stopping twice does no harm', async () => {
  const first = await startDynamoDbLocal();
  await first.ready();
  const second = await startDynamoDbLocal({ folder: '/dev/null/nowhere' }).catch((error: Error) => error);
  expect(second).toBeInstanceOf(Error);
  await first.stop();
  await first.stop();
  expect(alive(first.pid)).toBe(false);
});
