/** 回流 and P17 through two running hubs: what Jinhua tells reaches three here, each once; a house question is answered from Jinhua and from here, and what stands in when Jinhua is away is said to. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import { certifiedPaper, OneTrip, resolve, returnedCopy, type Within } from '#client/sdk/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { UpperHub } from '#infra/local/upper/upper.ts';
import type { Delivered, Published } from '#schemas/published.ts';
import type { Delivery, Subscribed, Subscription } from '#schemas/subscription.ts';
import { above } from './above.ts';
import { withNeighbour } from './canary/who.ts';
import { itemsOf } from './kept.ts';
import { type Subscriber, startSubscriber } from './subscriber.ts';
import { boot, call } from './support.ts';

const DOWN = 'onetrip-jinhua-down';
const CONTRACT = 'YK20260800001';
const PAPER = taxCertificates(withNeighbour()).find(({ payer }) => payer === CHEN_FUYING)?.number ?? '';
const FACTS = ['/unitNumber', '/signedOn', '/state'] as const;
/** The contract's own limit; the tax's is longer, and the title's does not matter to either. */
const LIMIT = { title: 20_000, contract: 3000, tax: 4500, copy: 10_000 } as const;

let [city, upper] = [undefined, undefined] as unknown as [LocalCity, UpperHub];
let hub: OneTrip;
const endpoints: Subscriber[] = [];
beforeAll(async () => {
  city = await boot();
  upper = await above();
  const [clientId, { issuer, clientKeys }] = ['one-window-system', city.oidc];
  hub = new OneTrip({ hub: city.url, issuer, clientId, key: clientKeys(clientId) });
  endpoints.push(await startSubscriber(), await startSubscriber());
});
afterAll(() => Promise.all(endpoints.map((endpoint) => endpoint.stop())));

const purposeOf = async (resource: string) => ({
  kind: 'matter' as const,
  matter: 'existing-house-transfer',
  ticket: await city.ticket({
    case: '330784-house-0017',
    matter: 'existing-house-transfer',
    department: 'one-window',
    parties: [{ role: 'seller', code: CHEN_FUYING }],
    resources: [resource],
    level: 'fields',
  }),
});
const party = { role: 'seller' } as const;

const house = async () => {
  const [title, contract, tax, copy] = await Promise.all(
    ['real-estate/title', 'jinhua/house-contract', 'jinhua/deed-tax', 'data-authority/house-contract-copy'].map(
      purposeOf,
    ),
  );
  const about = { party: CHEN_FUYING, contract: CONTRACT };
  return resolve({
    title: {
      ask: (within: Within) =>
        hub.ask(
          'real-estate/title',
          {
            ...{ purpose: title as never, party },
            request: { unitNumber: CHEN_HOME, holder: CHEN_FUYING },
            fields: ['/use', '/marks/seized'],
          },
          within,
        ),
      withinMs: LIMIT.title,
    },
    contract: {
      ask: (within: Within) =>
        hub.ask('jinhua/house-contract', { purpose: contract as never, party, request: about, fields: FACTS }, within),
      withinMs: LIMIT.contract,
      otherwise: returnedCopy(
        (within) =>
          hub.ask(
            'data-authority/house-contract-copy',
            { purpose: copy as never, party, request: about, fields: [...FACTS, '/asOf'] },
            within,
          ),
        LIMIT.copy,
      ),
    },
    tax: {
      ask: (within: Within) =>
        hub.ask(
          'jinhua/deed-tax',
          {
            ...{ purpose: tax as never, party },
            request: { payer: CHEN_FUYING, paper: PAPER },
            fields: ['/paidOn', '/void'],
          },
          within,
        ),
      withinMs: LIMIT.tax,
      otherwise: certifiedPaper({ paidOn: '2016-05-12', void: false }, { reference: '完税0718', asOf: '2026-11-20' }),
    },
  });
};
let live: Awaited<ReturnType<typeof house>>;

test('a house question is answered by two departments of Jinhua and one of here, and one may decide', async () => {
  // Cold functions of two hubs answer slower than the limits of a window.
  live = await house();
  for (let again = 0; !live.conclusive && again < 20; again += 1) live = await house();
  expect(live).toMatchObject({ conclusive: true, toVerify: [], missing: [] });
  const { title, contract, tax } = live.sources;
  console.log(`answered in ms: title ${title.ms}, contract ${contract.ms}, tax ${tax.ms}`);
  expect([title, contract, tax]).toMatchObject([
    { how: 'live', answered: { found: true, resource: 'real-estate/title' } },
    { how: 'live', answered: { found: true, answer: { unitNumber: CHEN_HOME, state: 'filed' } } },
    { how: 'live', answered: { found: true, answer: { void: false } } },
  ]);
});

test('one change told in Jinhua reaches three here, each with exactly one effect and its receipt, and Jinhua has ours', async () => {
  const [toRegister, toTax] = endpoints as [Subscriber, Subscriber];
  const systems = ['real-estate', 'taxation', 'housing'].map((id) => city.token(`${id}-system`));
  const [register, tax, housing] = (await Promise.all(systems)) as [string, string, string];
  const keyed = { 'idempotency-key': randomUUID() };
  const subscribe = async (token: string, code: string, url?: string): Promise<Subscribed> => {
    const body = {
      resource: 'jinhua/house-contract',
      purpose: { kind: 'standing', code },
      party,
      fields: ['/party', '/contract', ...FACTS],
      target: url === undefined ? { kind: 'pull' } : { kind: 'webhook', url },
    };
    const made = await call<Subscribed>(city, 'POST', '/v1/subscriptions', { token, body, headers: keyed });
    expect(made.status, made.text).toBe(201);
    return made.body;
  };
  const hooked = await subscribe(register, 'register-upkeep', toRegister.url);
  const taxed = await subscribe(tax, 'deed-tax-upkeep', toTax.url);
  const pulling = await subscribe(housing, 'market-watch');
  toRegister.know(hooked.secret ?? '');
  toTax.know(taxed.secret ?? '');
  const at = <T>(id: string, token: string, what = '') =>
    call<T>(city, 'GET', `/v1/subscriptions/${id}${what}`, { token });
  for (const [id, token] of [
    [hooked.id, register],
    [taxed.id, tax],
  ] as const)
    await expect.poll(async () => (await at<Subscription>(id, token)).body.state, { timeout: 60_000 }).toBe('active');

  // The first run subscribes above; what is told after it comes down.
  await city.fire(DOWN);
  const { contract } = live.sources;
  const record = contract.how === 'live' && contract.answered.found ? contract.answered.answer : {};
  const token = await upper.token('housing-system', ['exchange']);
  const told = {
    type: 'contract.created',
    subject: CHEN_FUYING,
    occurredAt: '2026-11-20T09:30:00+08:00',
    data: { party: CHEN_FUYING, contractNumber: CONTRACT, price: 1_200_000, ...record },
  };
  const published = await call<Published>(upper, 'POST', '/v1/events/housing/contract-filing', {
    token,
    body: told,
    headers: keyed,
  });
  expect(published, published.text).toMatchObject({ status: 202, body: { number: 1 } });
  for (let runs = 0; runs < 3; runs += 1) expect((await city.fire(DOWN)).every(({ ok }) => ok)).toBe(true);

  for (const { effects } of endpoints) await expect.poll(() => effects.length, { timeout: 60_000 }).toBe(1);
  const pulled = await at<{ items: Delivered[]; upTo: number }>(pulling.id, housing, '/events');
  const receipt = { token: housing, body: { upTo: pulled.body.upTo } };
  await call(city, 'POST', `/v1/subscriptions/${pulling.id}/receipts`, receipt);
  await city.settle();
  const events = [...endpoints.flatMap(({ effects }) => effects.map((one) => one.delivered)), ...pulled.body.items];
  expect(events).toHaveLength(3);
  for (const { data } of events)
    expect(data).toMatchObject({
      origin: { node: '330700', event: published.body.event },
      hops: ['330700', '330784'],
      // What it costs is not sent down.
      record: { party: CHEN_FUYING, contract: CONTRACT, ...record },
    });
  for (const [id, owner] of [
    [hooked.id, register],
    [taxed.id, tax],
  ] as const)
    expect((await at<{ items: Delivery[] }>(id, owner, '/deliveries')).body.items).toMatchObject([
      { number: 1, state: 'received', status: 204 },
    ]);
  expect((await at<Subscription>(pulling.id, housing)).body.receipt).toMatchObject({ upTo: 1 });
  const ours = await call<{ items: Subscription[] }>(upper, 'GET', '/v1/subscriptions', {
    token: await upper.token('yongkang-hub', ['exchange']),
  });
  expect(ours.body.items).toMatchObject([{ node: '330784', receipt: { upTo: 1 } }]);

  expect(await hub.upper.returns('jinhua')).toMatchObject([
    { resource: 'jinhua/house-contract', after: 1, refused: [] },
  ]);
  const offered = await hub.upper.resources('jinhua').all();
  expect(offered.map(({ id, mapped, findings }) => [id, mapped?.resource, findings])).toEqual([
    ['housing/contract-filing', 'jinhua/house-contract', []],
    ['taxation/tax-certificate', 'jinhua/deed-tax', []],
  ]);
  expect(city.engine.refusals()).toEqual([]);
  const kept = (await itemsOf(city)).filter(({ table }) => /upper/i.test(table));
  expect(kept.length).toBeGreaterThan(3);
  expect(
    kept.filter(({ keys, rest }) => [CHEN_FUYING, CHEN_HOME].some((one) => `${keys} ${rest}`.includes(one))),
  ).toEqual([]);
});

test('while Jinhua does not answer, each source takes its own limit, what stands in is said to, and nothing may be decided; it is back, and so are the answers', async () => {
  process.kill(upper.pid, 'SIGSTOP');
  const away = await house().finally(() => process.kill(upper.pid, 'SIGCONT'));
  const { title, contract, tax } = away.sources;
  console.log(`while Jinhua is away, ms: title ${title.ms}, contract ${contract.ms}, tax ${tax.ms}`);
  expect(away).toMatchObject({ conclusive: false, toVerify: ['contract', 'tax'], missing: [] });
  expect(title).toMatchObject({ how: 'live', toVerify: false });
  expect(title.ms).toBeLessThan(LIMIT.title);
  expect(contract).toMatchObject({
    how: 'stand-in',
    standIn: { by: 'returned-copy', answer: { unitNumber: CHEN_HOME, state: 'filed' } },
  });
  expect(tax).toMatchObject({ how: 'stand-in', standIn: { by: 'certified-paper', asOf: '2026-11-20' } });
  expect(contract.ms).toBeLessThan(LIMIT.contract + LIMIT.copy);

  let back = away;
  await expect
    .poll(
      async () => {
        back = await back.again();
        return back.conclusive;
      },
      { timeout: 40_000, interval: 500 },
    )
    .toBe(true);
  expect(back.sources.contract).toMatchObject({ how: 'live', stoodIn: { by: 'returned-copy', same: true } });
  expect(back.sources.title).toBe(title);
});
