/** The main job, run as a person runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Uuid } from '#schemas/identifier.ts';

const Summary = z.strictObject({
  trip: z.string(),
  ok: z.literal(true),
  visits: z.literal(1),
  documentsNotAskedFor: z.array(z.strictObject({ zh: z.string(), en: z.string() })).length(3),
  exchanges: z
    .array(
      z.strictObject({
        id: Uuid,
        department: z.string(),
        resource: z.string(),
        protocol: z.string(),
        ms: z.int().min(0),
        fields: z.array(z.string()).min(1),
      }),
    )
    .min(4),
  certificates: z.strictObject({ pulled: z.array(z.string()).min(1), issued: z.array(z.string()).min(1) }),
});

/** What still runs in the process group of `pid`. */
const left = async (pid: number): Promise<string> => {
  const pgrep = spawn('pgrep', ['-a', '-g', String(pid)]);
  let out = '';
  pgrep.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await once(pgrep, 'close');
  return out.trim();
};

test('npm start -- --once plays the trip, says it in one JSON line, exits 0 and leaves nothing running', async () => {
  const city = spawn(process.execPath, ['infra/local/start.ts', '--once'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that every process it starts can be found.
    detached: true,
  });
  let [out, err] = ['', ''];
  city.stdout.on('data', (chunk) => {
    out += chunk;
  });
  city.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(city, 'close');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toContain('OneTrip is up: http://127.0.0.1:');
  const summary = Summary.parse(JSON.parse(out.trimEnd().split('\n').at(-1) ?? ''));
  expect(summary.exchanges.some(({ protocol }) => protocol === 'postgresql')).toBe(true);
  expect(await left(city.pid ?? 0)).toBe('');
});
