/** 金华 Jinhua above: a question goes up and comes down under two records, and whatever happens there is explained here. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import { HUB_BELOW } from '#city/upper/index.ts';
import { beijingDate, beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { UpperHub } from '#infra/local/upper/upper.ts';
import type { Answered, ExchangeLine } from '#schemas/exchange.ts';
import type { Grant } from '#schemas/grant.ts';
import { above } from './above.ts';
import { withNeighbour } from './canary/who.ts';
import { type Answer, boot, call } from './support.ts';

let city: LocalCity;
let upper: UpperHub;
beforeAll(async () => {
  city = await boot();
  upper = await above();
});

const CONTRACT = 'YK20260800001';
const paid = taxCertificates(withNeighbour()).find(({ items }) => items.some(({ tax }) => tax === '契税'));

type Told = Answer<Partial<Answered>>;

const ask = async (
  name: 'house-contract' | 'deed-tax',
  fields: readonly string[],
  { client = 'real-estate-system', key }: { client?: string; key?: string } = {},
): Promise<Told> => {
  const [role, request, subject] =
    name === 'deed-tax'
      ? ['buyer' as const, { payer: paid?.payer, paper: paid?.number }, paid?.payer ?? '']
      : ['seller' as const, { party: LI_NA, contract: CONTRACT }, LI_NA];
  const ticket = await city.ticket({
    ...{ case: '330784-test-0700', matter: 'existing-house-transfer', level: 'fields' as const },
    department: client.replace(/-system$/, ''),
    parties: [{ role, code: subject }],
    resources: [`jinhua/${name}`],
  });
  const purpose = { kind: 'matter', matter: 'existing-house-transfer', ticket };
  return call(city, 'POST', `/v1/exchange/jinhua/${name}`, {
    token: await city.token(client, ['exchange']),
    body: { purpose, party: { role }, request, fields },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
};

const lineAt = async (hub: Pick<LocalCity, 'url' | 'token'> | UpperHub, client: string, id: string | undefined) => {
  const token = await hub.token(client, ['supervision']);
  return (await call<Partial<ExchangeLine>>(hub, 'GET', `/v1/exchanges/${id}`, { token })).body;
};
const HOUR_MS = 3_600_000;
/** Ids of the lines of the last hour's days, as the department reads them: a day may end between a question and the look. */
const lines = async (hub: Pick<LocalCity, 'url' | 'token'> | UpperHub, client: string, of: string, at: number) => {
  const token = await hub.token(client, ['supervision']);
  const days = [...new Set([at - HOUR_MS, at].map(beijingDate))].map(async (date) => {
    const path = `/v1/exchanges?date=${date}&department=${of}&limit=100`;
    return (await call<{ items: ExchangeLine[] }>(hub, 'GET', path, { token })).body.items;
  });
  const items = (await Promise.all(days)).flat();
  return items.filter(({ resource }) => /contract/.test(resource)).map(({ id }) => id);
};
const both = async () => {
  await Promise.all([city.settle(), upper.settle(120_000)]);
  return {
    below: await lines(city, 'taxation-system', 'taxation', city.clock.now()),
    above: await lines(upper, HUB_BELOW, 'yongkang', Date.now()),
  };
};

test('a question goes up and comes down under two records that are joined, once each, also when it is repeated or its record is lost', async () => {
  const before = await both();
  const wanted = ['/price', '/signedOn'];
  const asked = () => ask('house-contract', wanted, { client: 'taxation-system', key: 'contract-up' });
  // Nothing leaves without its record: what was answered above is not released here.
  city.engine.fault({ fn: 'onetrip-jinhua', service: 'dynamodb', operation: 'PutItem', kind: 'refuse-before' });
  const lost = await asked();
  city.engine.clear();
  expect([lost.status, lost.body.code]).toEqual([503, 'hub-not-ready']);
  const first = await asked();
  expect(first.status, first.text).toBe(200);
  expect(first.body).toMatchObject({ found: true, answer: { price: expect.any(Number) }, fields: wanted });
  city.engine.fault({
    fn: 'onetrip-jinhua',
    service: 'dynamodb',
    operation: 'PutItem',
    kind: 'lose-acknowledgement',
    nth: 1,
  });
  expect((await asked()).body.exchange).toBe(first.body.exchange);
  city.engine.clear();

  const after = await both();
  const fresh = (now: string[], then: string[]) => now.filter((id) => !then.includes(id));
  const here = await lineAt(city, 'taxation-system', first.body.exchange);
  expect(fresh(after.below, before.below)).toEqual([first.body.exchange]);
  expect(fresh(after.above, before.above)).toEqual([here.upstream]);
  const there = await lineAt(upper, HUB_BELOW, here.upstream);
  expect(here).toMatchObject({ consumer: 'taxation', provider: 'jinhua', fields: wanted, case: '330784-test-0700' });
  expect(there).toMatchObject({
    ...{ client: HUB_BELOW, consumer: 'yongkang', provider: 'housing', resource: 'housing/contract-filing' },
    ...{ via: ['330784'], standing: 'yongkang-house-transfer', party: 'seller', fields: ['/party', ...wanted] },
  });
  expect([here.via, there.upstream]).toEqual([undefined, undefined]);
});

test('what may not be released here is not asked for there', async () => {
  const { body } = await ask('house-contract', ['/price', '/state']);
  expect(body).toMatchObject({ answer: { state: expect.any(String) }, fields: ['/state'] });
  const tax = await ask('deed-tax', ['/taxes/*/kind', '/void', '/paper']);
  expect(tax.body.answer, tax.text).toMatchObject({ taxes: [{ kind: expect.any(String) }], void: expect.any(Boolean) });
  await Promise.all([city.settle(), upper.settle(120_000)]);
  const [contract, paper] = await Promise.all(
    [body, tax.body].map(async ({ exchange }) => {
      const { upstream } = await lineAt(city, 'real-estate-system', exchange);
      return lineAt(upper, HUB_BELOW, upstream);
    }),
  );
  expect(contract?.fields).toEqual(['/party', '/state']);
  expect(paper?.fields).toEqual(['/payer', '/number', '/items/*/tax', '/void']);
  // Demanded there for this one, and kept as evidence.
  expect([contract?.signature, paper?.signature]).toEqual([undefined, expect.stringMatching(/^[\w-]{43}$/)]);
});

/** Changes what Jinhua grants, as its housing bureau does. */
const regrant = async (change: Partial<Grant>): Promise<Grant> => {
  const token = await upper.token('housing-system', ['catalogue', 'catalogue.manage']);
  const path = '/v1/grants/yongkang-contract-filing';
  const found = (await call<Grant>(upper, 'GET', path, { token })).body;
  const { v: _v, kind: _kind, id: _id, revision, state: _state, application: _application, ...grant } = found;
  const headers = { 'if-match': `"${revision}"` };
  const put = await call(upper, 'PUT', path, { token, body: { ...grant, ...change }, headers });
  expect(put.status, put.text).toBe(200);
  await upper.refresh('housing');
  return found;
};

const untilMidnight = (): number => beijingMidnightAfter(Date.now()) - Date.now();
/** Jinhua keeps the machine's time, and at midnight its quotas begin anew. */
const MIDNIGHT_IS_NEAR_MS = 60_000;

test('what is cut there, used up there or comes round is explained here, and stops nothing else', async () => {
  if (untilMidnight() < MIDNIGHT_IS_NEAR_MS) await sleep(untilMidnight());
  const { fields, quota } = await regrant({ fields: ['/party', '/state'] });
  const cut = await ask('house-contract', ['/state', '/signedOn']);
  expect([cut.status, cut.body.code]).toEqual([422, 'department-refused']);
  expect((await ask('house-contract', ['/state'])).status).toBe(200);

  await regrant({ fields, quota: { perDay: 1, perSecond: 50 } });
  for (let i = 0; i < 6; i += 1) {
    const refused = await ask('house-contract', ['/state']);
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'too-many-requests', denial: { rule: 'quota-above', grant: { id: 'real-estate-house-contract' } } },
    });
    expect(Math.abs(Number(refused.headers.get('retry-after')) * 1000 - untilMidnight())).toBeLessThan(10_000);
  }
  expect((await ask('deed-tax', ['/void'])).status).toBe(200);
  await regrant({ fields, ...(quota ? { quota } : {}) });

  const round = await call(upper, 'POST', '/v1/exchange/housing/contract-filing', {
    token: await upper.token(HUB_BELOW, ['exchange']),
    headers: { 'onetrip-via': '330700, 330783' },
    body: {
      purpose: { kind: 'standing', code: 'yongkang-house-transfer' },
      ...{ party: { role: 'seller' }, request: { party: LI_NA, contractNumber: CONTRACT }, fields: ['/state'] },
    },
  });
  expect([round.status, round.body.denial?.rule]).toEqual([403, 'question-loops']);
});

test('neither hub writes a word of the person into its log', async () => {
  const logs = [...city.pool.logs('jinhua'), ...(await upper.logs('housing')), ...(await upper.logs('taxation'))];
  expect(logs.filter((line) => line.includes('"event":"exchange"')).length).toBeGreaterThan(3);
  expect(logs.filter((line) => line.includes(LI_NA) || line.includes(CONTRACT))).toEqual([]);
});

test('a hub above that is killed is a department that is down, and answers again when it is back', async () => {
  await upper.kill();
  const down = await ask('house-contract', ['/state']);
  expect([down.status, down.body.code, down.text.includes(LI_NA)]).toEqual([502, 'department-error', false]);
  await upper.restart();
  // Who has just started may be slow at first; the key makes all of this one question.
  const back = async () => (await ask('house-contract', ['/state'], { key: 'after-the-fall' })).status;
  await expect.poll(back, { timeout: 60_000, interval: 500 }).toBe(200);
  expect(city.engine.refusals()).toEqual([]);
});
