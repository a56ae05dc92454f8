/** The main job, run as a person runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { CaseId, Uuid } from '#schemas/identifier.ts';
import { alive } from '#test/engines/processes.ts';

const bilingual = { zh: z.string(), en: z.string() };
const Summary = z.strictObject({
  trip: z.string(),
  ok: z.literal(true),
  visits: z.literal(1),
  forms: z.strictObject({ before: z.literal(5), after: z.literal(1) }),
  documentsNotAskedFor: z.array(z.strictObject({ no: z.int(), ...bilingual, replacedBy: z.strictObject(bilingual) })),
  documentsStillAsked: z.array(z.strictObject({ no: z.int(), ...bilingual, why: z.strictObject(bilingual) })),
  protocols: z.array(z.string()).min(4),
  exchanges: z
    .array(
      z.strictObject({
        id: Uuid,
        department: z.string(),
        resource: z.string(),
        protocol: z.string(),
        asked: z.enum(['now', 'later', 'change']),
        ms: z.int().min(0),
        fields: z.array(z.string()).min(1),
      }),
    )
    .min(6),
  steps: z.array(z.strictObject({ id: z.string(), state: z.literal('done') })).min(30),
  notices: z.array(z.looseObject({ party: z.enum(['landlord', 'employee']), state: z.literal('due') })).length(3),
  certificates: z.strictObject({ pulled: z.array(z.string()).length(4), issued: z.array(z.string()).length(4) }),
  cases: z.array(
    z.looseObject({
      scenario: z.enum(['A1', 'A2']),
      case: CaseId,
      state: z.literal('closed'),
      visits: z.strictObject({ before: z.int(), after: z.int() }),
      papersHandedIn: z.array(z.strictObject(bilingual)),
      papersNotAskedFor: z.array(
        z.strictObject({ ...bilingual, by: z.strictObject(bilingual), awaited: z.literal(true).optional() }),
      ),
      travelled: z.array(z.looseObject({ exchange: Uuid, matter: z.string(), resource: z.string() })),
      results: z.array(z.looseObject({ matter: z.string() })),
    }),
  ),
});

const Steps = z.looseObject({ steps: z.array(z.looseObject({ id: z.string(), state: z.string() })) });

/** What still runs in the process group of `pid`, one line each. */
const left = async (pid: number): Promise<string[]> => {
  const pgrep = spawn('pgrep', ['-a', '-g', String(pid)]);
  let out = '';
  pgrep.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await once(pgrep, 'close');
  return out.split('\n').filter((line) => line !== '' && alive(Number(line.split(' ')[0])));
};

test('npm start -- --once opens the restaurant and sells the house as cases, says it in one JSON line, exits 0 and leaves nothing running', async () => {
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
  const said = out.trimEnd().split('\n').at(-1) ?? '';
  expect(said, out).toMatch(/^\{/);
  // First which step is not done, and why.
  expect(Steps.parse(JSON.parse(said)).steps.filter(({ state }) => state !== 'done')).toEqual([]);
  expect(code).toBe(0);
  expect(out).toContain('OneTrip is up: http://127.0.0.1:');
  const summary = Summary.parse(JSON.parse(said));
  for (const protocol of ['REST', 'SOAP', 'postgresql', 'agent']) expect(summary.protocols).toContain(protocol);
  expect(summary.exchanges.filter(({ asked }) => asked === 'later').length).toBeGreaterThanOrEqual(1);
  expect(summary.exchanges.filter(({ asked }) => asked === 'change')).toHaveLength(2);
  expect(summary.documentsNotAskedFor).toHaveLength(15);
  expect(summary.documentsNotAskedFor.length + summary.documentsStillAsked.length).toBe(21);
  // The firm and its permits in one visit; the house with both parties at one window.
  expect(
    summary.cases.map((one) => [
      ...[one.scenario, one.visits.after, one.papersHandedIn.length, one.papersNotAskedFor.length],
      ...[one.travelled.length, one.results.length],
    ]),
  ).toEqual([
    ['A1', 1, 2, 4, 6, 1],
    ['A1', 0, 4, 9, 7, 4],
    ['A2', 2, 2, 19, 12, 4],
  ]);
  await expect.poll(() => left(city.pid ?? 0)).toEqual([]);
}, 300_000);
