/** The hostile table of perfsec 2 through the REST client and the whole exchange: contained within the deadline, no word of the upstream anywhere. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type RestClient, restClient } from '#functions/departments/protocols/rest.client.ts';
import type { Adapter } from '#functions/exchange/adapter.ts';
import { breaker } from '#functions/exchange/breaker.ts';
import { exchange } from '#functions/exchange/exchange.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { HERE } from '#infra/local/departments/stand-in.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { freshTables } from '#test/engines/tables.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { depsOn, question, recordsIn, type Tables } from '#test/functions/exchange/running.ts';
import { NOW, TitleAnswer, TitleQuestion } from '#test/functions/exchange/world.ts';
import { type Behaviour, CANARY, type HostileDepartment, startHostile } from './hostile-rest.ts';
import { startApart } from './hostile-rest-apart.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

const DEADLINE_MS = 400;
/** For whoever is ended by a rule, and not by the clock. */
const PATIENT_MS = 10_000;
const lines = keepLines();
let department: HostileDepartment;
let rest: RestClient;
let tables: Tables;
const measured: [string, string, number][] = [];

beforeAll(async () => {
  department = await startHostile();
  rest = restClient({ base: department.url, networks: [HERE] });
  tables = await freshTables('exchanges', 'breakers');
});
afterAll(async () => {
  rest.close();
  await department.stop();
  for (const [behaviour, code, ms] of measured) console.log(`${behaviour.padEnd(28)} ${code.padEnd(28)} ${ms} ms`);
});

/** A new breaker for each call: what is measured here is one call, not the peace after five. */
const call = async (answer: z.ZodType = TitleAnswer, client = rest, deadlineMs = PATIENT_MS) => {
  const adapter: Adapter = {
    department: 'deeds',
    resources: { title: { request: TitleQuestion, answer, ask: (q, context) => client.post('/titles', q, context) } },
  };
  const deps = depsOn(tables, {
    breaker: breaker(
      'deeds',
      {
        look: async () => undefined,
        open: async () => undefined,
        count: async () => undefined,
        reset: async () => undefined,
        takeProbe: async () => 'taken',
        close: async () => undefined,
      },
      () => 0,
    ),
  });
  const handler = api(
    { ask: askRoute('deeds') },
    { ask: exchange(adapter, { ...deps, asking: { ...deps.asking, deadlineMs } }) },
  );
  const event = {
    routeKey: 'POST /v1/exchange/deeds/{resource}',
    headers: { 'content-type': 'application/json' },
    pathParameters: { resource: 'title' },
    body: JSON.stringify(question({ fields: ['/unit', '/seized', '/owners/*/name'] })),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'r1',
      timeEpoch: NOW,
      http: { method: 'POST', path: '/v1/exchange/deeds/title' },
      authorizer: {
        jwt: { claims: { client_id: 'housing-system', sub: 'housing-system', scope: 'exchange' }, scopes: [] },
      },
    },
  } as unknown as HttpEvent;
  const started = performance.now();
  const result = await handler(event, {} as never);
  const ms = Math.round(performance.now() - started);
  const body = JSON.parse(result.body) as { code?: string; answer?: unknown; exchange?: string };
  return { status: result.statusCode, body, text: result.body, ms };
};

const CONTAINED: readonly (readonly [Behaviour, number, string])[] = [
  ['hang', 504, 'department-timeout'],
  ['drip', 504, 'department-timeout'],
  ['truncated', 502, 'department-error'],
  ['52 MB', 502, 'department-answer-too-large'],
  ['52 MB, declared', 502, 'department-answer-too-large'],
  ['HTML with 200', 502, 'department-answer-invalid'],
  ['broken JSON', 502, 'department-answer-invalid'],
  ['wrong person', 502, 'department-wrong-subject'],
  ['wrong type', 502, 'department-answer-invalid'],
  ['extra sensitive fields', 502, 'department-answer-invalid'],
  ['500 with stack trace', 502, 'department-error'],
  ['redirect inside', 502, 'department-answer-invalid'],
  ['gzip bomb', 502, 'department-answer-invalid'],
  ['a member twice', 502, 'department-answer-invalid'],
  ['invalid UTF-8', 502, 'department-answer-invalid'],
  ['a lone surrogate', 502, 'department-answer-invalid'],
  ['another charset', 502, 'department-answer-invalid'],
  ['depth of 100,000', 502, 'department-answer-invalid'],
  ['no HTTP at all', 502, 'department-error'],
  ['interim answers without end', 502, 'department-error'],
  ['a header without end', 502, 'department-error'],
  ['hangs up at once', 502, 'department-error'],
  ['404', 502, 'department-answer-invalid'],
  ['429', 502, 'department-error'],
];

test('an honest department is answered for, before and after all of this', async () => {
  department.behave('honest');
  expect(await call()).toMatchObject({ status: 200, body: { answer: { unit: 'U1', owners: [{ name: '王强' }] } } });
});

test.each(CONTAINED)('%s: %i %s', async (behaviour, status, code) => {
  department.behave('honest');
  await call();
  const before = (await recordsIn(tables)).length;
  department.behave(behaviour);
  const deadlineMs = status === 504 ? DEADLINE_MS : PATIENT_MS;
  const contained = await call(TitleAnswer, rest, deadlineMs);
  expect(contained).toMatchObject({ status, body: { code } });
  // A deadline that begins anew would show; that a busy machine stalls does not.
  expect(contained.ms).toBeLessThan(2 * deadlineMs);
  expect(contained.text + lines()).not.toContain(CANARY);
  measured.push([behaviour, code, contained.ms]);
  expect(lines()).toContain('"event":"problem"');
  expect(await recordsIn(tables)).toHaveLength(before);
  department.behave('honest');
  expect((await call()).status).toBe(200);
});

test('a looser schema lets extra fields in, and the field filter keeps them from getting out', async () => {
  department.behave('extra sensitive fields');
  const Loose = z.looseObject({ holder: z.string(), owners: z.array(z.looseObject({ name: z.string() })) });
  const answered = await call(Loose);
  expect(answered.body.answer).toEqual({ unit: 'U1', seized: false, owners: [{ name: '王强' }] });
  expect(answered.text + lines()).not.toContain(CANARY);
});

test('answers of 52 MB cost little memory, and their sockets are gone', async () => {
  const apart = await startApart('52 MB');
  const client = restClient({ base: apart.url, networks: [HERE] });
  const rss = (): number => {
    gc();
    return process.memoryUsage().rss / 1_048_576;
  };
  for (let i = 0; i < 3; i += 1) expect((await call(TitleAnswer, client)).status).toBe(502);
  const before = rss();
  await call(TitleAnswer, client);
  const once = process.memoryUsage().rss / 1_048_576 - before;
  for (let i = 0; i < 20; i += 1) await call(TitleAnswer, client);
  const grown = rss() - before;
  client.close();
  await apart.stop();
  console.error(`RSS: +${once.toFixed(1)} MB by one answer of 52 MB, +${grown.toFixed(1)} MB after 20 more`);
  expect(once).toBeLessThan(32);
  expect(grown).toBeLessThan(32);
  department.behave('52 MB');
  for (let i = 0; i < 3; i += 1) await call();
  await expect.poll(() => department.open()).toBe(0);
});

test('an honest department is asked over one connection that stays', async () => {
  department.behave('honest');
  for (let i = 0; i < 20; i += 1) await call();
  expect(await department.open()).toBe(1);
});

test('a department that says it knows nothing by 404 may be believed, if it is declared', async () => {
  department.behave('404');
  const believing = restClient({ base: department.url, networks: [HERE], nothing: [404] });
  expect(await call(TitleAnswer, believing)).toMatchObject({ status: 200, body: { found: false } });
  believing.close();
});
