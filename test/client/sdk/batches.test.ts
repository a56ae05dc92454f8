/** A batch sent in parts: what arrives is the file, a death in the middle costs nothing twice, and the command line shows it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { run } from '#client/cli/run.ts';
import type { OneTrip } from '#client/sdk/index.ts';
import { BATCH_LIMITS } from '#schemas/batch.ts';
import { type Behaviour, drop, type HostileHub, hostileHub, json, KEY, problem } from './hostile-hub.ts';

const ID = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
const NEW: Parameters<OneTrip['batches']['create']>[0] = {
  resource: 'real-estate/titles-by-holder',
  purpose: { kind: 'standing', code: 'public-rental-review' },
  party: { role: 'applicant' },
  fields: ['/more'],
  format: 'csv',
};
const ROWS = Buffer.from('holder\r\n330784198802039985\r\n');

let hub: HostileHub;
const folder = mkdtempSync(join(tmpdir(), 'onetrip-batch-'));
beforeAll(async () => {
  hub = await hostileHub();
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

/** The contract, kept by a small hub: one batch, its parts by number, a result of two parts. */
const kept = {
  parts: new Map<number, number>(),
  digests: [] as string[],
  state: 'receiving',
  looks: 0,
  submission: '',
};
const wire: Behaviour = (seen, response) => {
  const batch = (over = {}) =>
    json(200, { ...NEW, id: ID, state: kept.state, until: '2026-12-01T00:00:00Z', parts: 2, ...over })(seen, response);
  const path = new URL(seen.url, hub.issuer).pathname.slice('/v1/batches'.length);
  if (path === '') return batch();
  if (path.includes('/parts/')) {
    kept.parts.set(Number(path.split('/').at(-1)), seen.body.length);
    kept.digests.push(String(seen.headers['content-digest']));
    return json(200, {})(seen, response);
  }
  if (path.endsWith('/submission')) {
    kept.submission = seen.body;
    kept.state = 'running';
    return batch();
  }
  if (path.endsWith('/cancellation')) {
    kept.state = 'cancelled';
    return batch();
  }
  if (path.includes('/results/'))
    return void response.writeHead(200, { 'content-type': 'text/csv' }).end(`part ${path.split('/').at(-1)}\r\n`);
  kept.looks += 1;
  if (kept.looks >= 3) kept.state = 'done';
  const outcomes = { found: kept.looks, 'not-found': 0, denied: 0, invalid: 0, failed: 0 };
  return batch({ rows: 3, progress: { done: kept.looks, outcomes } });
};
beforeEach(() => {
  hub.will(wire);
  Object.assign(kept, { parts: new Map(), digests: [], state: 'receiving', looks: 0, submission: '' });
});

test('a file of two parts: each with its digest, the whole with its own, every byte there once', async () => {
  const file = new Uint8Array(BATCH_LIMITS.partBytes + 5).fill(97);
  const sent: number[] = [];
  const made = await hub.client().batches.send(NEW, file, { onUpload: (there) => sent.push(there) });
  expect([made.state, [...kept.parts.values()]]).toEqual(['running', [BATCH_LIMITS.partBytes, 5]]);
  expect(sent).toEqual([BATCH_LIMITS.partBytes, file.length]);
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes);
  expect(kept.digests[1]).toBe(`sha-256=:${hash(file.subarray(0, 5)).digest('base64')}:`);
  expect(JSON.parse(kept.submission)).toEqual({ parts: 2, bytes: file.length, sha256: hash(file).digest('hex') });
});

test('connections break at every step: one key, one batch, and all calls come through', async () => {
  let turn = 0;
  hub.will((seen, response) => {
    turn += 1;
    return (turn % 2 === 1 ? drop : wire)(seen, response);
  });
  const made = await hub.client().batches.send(NEW, new Uint8Array(ROWS), { idempotencyKey: 'review-2026' });
  expect([made.state, kept.parts.size, hub.seen.length]).toEqual(['running', 1, 6]);
  const keys = hub.seen.map(({ headers }) => headers['idempotency-key']).filter(Boolean);
  expect(new Set(keys)).toEqual(new Set(['review-2026']));
  // Called again after a death it finds the batch under way and uploads nothing.
  hub.will(wire);
  expect((await hub.client().batches.send(NEW, new Uint8Array(ROWS), { idempotencyKey: 'review-2026' })).state).toBe(
    'running',
  );
  expect(hub.seen).toHaveLength(1);
});

test('waits with progress, and fetches the parts in order', async () => {
  kept.state = 'running';
  const { batches } = hub.client();
  const seen: number[] = [];
  const ended = await batches.wait(ID, { onProgress: ({ progress }) => seen.push(progress?.done ?? 0) });
  expect([ended.state, seen]).toEqual(['done', [1, 2, 3]]);
  const parts: string[] = [];
  for await (const text of batches.results(ended)) parts.push(text);
  expect(parts.join('')).toBe('part 1\r\npart 2\r\n');
  hub.will(problem(410, 'answer-expired'));
  await expect(batches.result(ID, 1)).rejects.toMatchObject({ code: 'answer-expired' });
});

test('the command line: a bar on a terminal, a result for its owner alone, never over what is there', async () => {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: true as const,
    write: (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    },
  });
  writeFileSync(
    join(folder, 'sign-in.json'),
    JSON.stringify({ issuer: hub.issuer, clients: { 'housing-system': KEY } }),
    { mode: 0o600 },
  );
  writeFileSync(join(folder, 'rows.csv'), ROWS);
  const onetrip = (words: string) =>
    run([...words.split(' '), '--profile', 'local'], {
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      env: { HOME: folder, ONETRIP_DATA: folder, ONETRIP_HUB: hub.issuer, NO_COLOR: '1' },
      stdin: async () => '',
      signal: new AbortController().signal,
    });
  const file = join(folder, 'rows.csv');
  const wish = '--purpose standing:public-rental-review --field /more';
  expect(await onetrip(`batch create ${NEW.resource} ${wish} --file ${file} --wait`)).toBe(0);
  expect(written.stdout).toMatch(/状态 state\s+done[\s\S]*3 \/ 3[\s\S]*found 3/);
  expect(written.stderr).toMatch(/\[#{20}\.{10}\] {2}66 % 2\/3 found 2/);

  const out = join(folder, 'result.csv');
  expect(await onetrip(`batch result ${ID} --out ${out}`)).toBe(0);
  expect([readFileSync(out, 'utf8'), statSync(out).mode & 0o777]).toEqual(['part 1\r\npart 2\r\n', 0o600]);
  expect(await onetrip(`batch result ${ID} --out ${out}`)).toBe(2);
  kept.state = 'running';
  expect(await onetrip(`batch cancel ${ID}`)).toBe(0);
  expect(written.stdout).toMatch(/cancelled/);
});
