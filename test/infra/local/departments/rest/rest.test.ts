import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '#city/generate/index.ts';
import { type MarketSupervision, startMarketSupervision } from '#infra/local/departments/market-supervision.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-rest-'));
let system: MarketSupervision;
beforeAll(async () => {
  system = await startMarketSupervision({ population: generate(), folder });
});
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true });
});

test('a mode that is not known is refused', async () => {
  await expect(system.hostile('polite' as never)).rejects.toThrow('unknown mode: polite');
});

test('who shows no proof is turned away, and counted', async () => {
  const { base } = system.secret as { base: string };
  const before = await system.asked();
  const answer = await fetch(`${base}/yyzz/cx`, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([403, { code: 40301, msg: '拒绝访问', data: null }]);
  expect(await system.asked()).toBe(before + 1);
  expect(await system.tokens()).toBe(0);
});

test('it comes back at the same address with the same secret, and is gone when stopped', async () => {
  const [{ pid, port }, secret] = [system as MarketSupervision & { port: number }, system.secret];
  await system.restart();
  expect(system.pid).not.toBe(pid);
  expect((system as MarketSupervision & { port: number }).port).toBe(port);
  expect(system.secret).toBe(secret);
  await system.stop();
  await system.stop();
  expect(() => process.kill(system.pid, 0)).toThrow('ESRCH');
  await expect(system.asked()).rejects.toThrow('the process has ended');
});
