/** A denied caller's answer about people who exist and people who do not: the same bytes, and, in the full run, no difference in time that can be told. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { chance } from '#city/generate/prng.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import type { Query } from '#functions/departments/protocols/sql.client.ts';
import { realEstate } from '#functions/departments/real-estate/resources.ts';
import { exchange } from '#functions/exchange/exchange.ts';
import { quotaGate } from '#functions/exchange/quota/gate.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import type { HttpAnswer } from '#functions/kernel/problem.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { type FrontTable, startFrontTable } from '#infra/local/departments/real-estate.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '#test/functions/city-snapshot.ts';
import { depsOn } from '#test/functions/exchange/running.ts';
import { keys, NOW, rawSnapshot, ticket } from '#test/functions/exchange/world.ts';

const FULL = process.env.ONETRIP_FULL === '1';
const EACH = FULL ? 10_000 : 60;
const DETECTED = 4.5;

/** Half of them hold something in the front table; the others were never born. */
const people = generate().people.filter(({ code }) => code !== CHEN_FUYING);
const existing = (n: number): string => people[n % people.length]?.code ?? '';
const missing = (n: number): string => {
  const day = new Date(Date.UTC(1921, 0, 1) + (n % 3_000) * 86_400_000).toISOString().slice(0, 10);
  return citizenId('330784', day, String(900 + (n % 90)));
};

const HOMES = 'titles-by-holder';
const LIMITED = 'housing-rental-review';
const body = (over: object = {}) => ({
  purpose: { kind: 'standing', code: 'public-rental-review' },
  party: { role: 'applicant' },
  fields: ['/titles/*/use', '/more'],
  ...over,
});
type Make = (holder: string) => { readonly client: string; readonly resource?: string; readonly body: object };
/** What each rule refuses, whoever is asked about. */
const DENIED: Readonly<Record<string, () => Promise<Make>>> = {
  'client-unknown': async () => (holder) => ({ client: 'nobody', body: body({ request: { holder } }) }),
  'grant-missing': async () => (holder) => ({ client: 'fire-system', body: body({ request: { holder } }) }),
  'purpose-not-granted': async () => (holder) => ({
    client: 'housing-system',
    body: body({ purpose: { kind: 'standing', code: 'curiosity' }, request: { holder } }),
  }),
  'party-not-granted': async () => (holder) => ({
    client: 'housing-system',
    body: body({ party: { role: 'employee' }, request: { holder } }),
  }),
  'ticket-other-party': async () => {
    const claims = {
      ...{
        department: 'housing',
        matter: 'existing-house-contract',
        resources: ['real-estate/title'],
        level: 'fields',
      },
      parties: [{ role: 'seller', digest: subjectHandle(keys, CHEN_FUYING), key: 1 }],
    };
    const purpose = { kind: 'matter', matter: 'existing-house-contract', ticket: await ticket({ claims }) };
    return (holder) => ({
      client: 'housing-system',
      resource: 'title',
      body: { purpose, party: { role: 'seller' }, request: { unitNumber: CHEN_HOME, holder }, fields: ['/location'] },
    });
  },
  'quota-day': async () => (holder) => ({ client: 'housing-system', body: body({ request: { holder } }) }),
};

let front: FrontTable | undefined;
let asked = 0;
let send: (made: ReturnType<Make>, n: number) => Promise<HttpAnswer>;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  if (FULL) front = await startFrontTable({ population: generate() });
  const settings = async () => ({ ...(front as FrontTable), tls: false as const });
  const real = FULL ? postgres(settings, { clock: () => performance.now() }) : undefined;
  const query: Query = async (...given) => {
    asked += 1;
    return real ? real(...given) : [];
  };
  const { names, client } = await freshTables('exchanges', 'breakers', 'quotas');
  const snapshot = indexSnapshot(
    citySnapshot({
      issuers: rawSnapshot().issuers,
      resources: [...resources],
      grants: grants.map((one) => (one.id === LIMITED ? { ...one, quota: { perDay: 1, perSecond: 10_000 } } : one)),
    }),
  );
  const base = depsOn({ client, names }, { snapshots: { current: async () => snapshot } });
  const gates = [quotaGate(quotas(quotasStore(client, names.quotas)), {})];
  const deps = { ...base, gates, asking: { ...base.asking, deadlineMs: 10_000 } };
  const handler = api({ ask: askRoute('real-estate') }, { ask: exchange(realEstate(query), deps) });
  send = async ({ client: clientId, resource = HOMES, body: sent }, n) => {
    const claims = { client_id: clientId, sub: clientId, scope: 'exchange' };
    const event = {
      routeKey: 'POST /v1/exchange/real-estate/{resource}',
      headers: { 'content-type': 'application/json' },
      pathParameters: { resource },
      body: JSON.stringify(sent),
      requestContext: {
        ...{ timeEpoch: NOW + n, requestId: idOf(n), http: { method: 'POST' } },
        authorizer: { jwt: { claims } },
      },
    } as unknown as HttpEvent;
    return (await handler(event, {} as never, {} as never)) as HttpAnswer;
  };
  // The one question of the day.
  expect((await send((await DENIED['quota-day']!())(CHEN_FUYING), 0)).statusCode).toBe(200);
});
afterAll(() => front?.stop());

const idOf = (n: number): string => `r${String(n).padStart(9, '0')}`;
/** All of the answer but the number of the request, which stands in it once. */
const bytesOf = (answer: HttpAnswer, n: number): string => {
  // Each question is a millisecond later, so the wait until midnight shrinks: its end is what must be the same.
  const said = JSON.stringify(answer).replace(
    /"retry-after":"(\d+)"/,
    (_all, seconds) => `"until":${Number(seconds) + Math.floor(n / 1000)}`,
  );
  const parts = said.split(idOf(n));
  expect(parts).toHaveLength(2);
  return parts.join('');
};

/** Welch's t of two samples. */
const welch = (a: readonly number[], b: readonly number[]): number => {
  const of = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return { mean, error: variance / values.length };
  };
  const [x, y] = [of(a), of(b)];
  return (x.mean - y.mean) / Math.sqrt(x.error + y.error);
};

test.each(Object.keys(DENIED))('%s', async (rule) => {
  const make = await DENIED[rule]!();
  const draw = chance(`denied ${rule}`);
  const asking = Array.from({ length: EACH }, (_, n) => [existing(n), missing(n)] as const).flatMap(([one, other]) =>
    // In turns, and which of the two comes first is drawn.
    draw.percent(50)
      ? [[one, true] as const, [other, false] as const]
      : [[other, false] as const, [one, true] as const],
  );
  const before = asked;
  const [heard, times] = [new Set<string>(), { existing: [] as number[], missing: [] as number[] }];
  for (let warm = 0; warm < 50; warm += 1) await send(make(existing(warm)), warm);
  for (const [n, [holder, exists]] of asking.entries()) {
    const made = make(holder);
    const since = performance.now();
    const answer = await send(made, n);
    (exists ? times.existing : times.missing).push(performance.now() - since);
    heard.add(bytesOf(answer, n));
  }
  expect(heard.size).toBe(1);
  const [only = ''] = heard;
  expect(only).toContain(`\\"rule\\":\\"${rule}\\"`);
  expect(asked).toBe(before);
  if (!FULL) return;
  // Pauses of the machine drown everything: beside all of them, the times without the slowest twentieth.
  const cut = [...times.existing, ...times.missing].toSorted((a, b) => a - b)[Math.floor(EACH * 2 * 0.95)] ?? 0;
  const within = (values: readonly number[]) => values.filter((value) => value <= cut);
  const t = [welch(times.existing, times.missing), welch(within(times.existing), within(times.missing))];
  console.log(`${rule}: Welch t of ${EACH} each: ${t.map((value) => value.toFixed(2)).join(', cropped ')}`);
  for (const value of t) expect(Math.abs(value)).toBeLessThan(DETECTED);
});
