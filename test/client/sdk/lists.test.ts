/** Lists as they are read, answers that come later, and the seam for signatures. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NotTheHub } from '#client/sdk/index.ts';
import { answered, type Behaviour, type HostileHub, hostileHub, json, problem, QUESTION } from './hostile-hub.ts';

let hub: HostileHub;
beforeAll(async () => {
  hub = await hostileHub();
});
beforeEach(() => hub.will());
afterAll(() => hub.stop());

const pages: Behaviour = (request, response) => {
  const at = Number(new URL(request.url, hub.issuer).searchParams.get('cursor') ?? 0);
  const body = { items: [{ id: `g-${at}` }, { id: `g-${at + 1}` }], ...(at < 4 ? { next: String(at + 2) } : {}) };
  return json(200, body)(request, response);
};

test('a list is read page by page, and not further than it is read', async () => {
  hub.will(pages);
  const grants = hub.client().grants.list({ consumer: 'housing', limit: 2 });
  expect(hub.seen).toHaveLength(0);
  const read: string[] = [];
  for await (const { id } of grants) {
    read.push(id);
    if (read.length === 3) break;
  }
  expect([read, hub.seen.length]).toEqual([['g-0', 'g-1', 'g-2'], 2]);
  expect(await grants.all()).toHaveLength(6);
  expect(hub.seen[0]?.url).toBe('/v1/grants?limit=2&consumer=housing');
});

test('what the hub above offers is a list like any other', async () => {
  hub.will(pages);
  expect(await hub.client().upper.resources('jinhua', { findings: 'true', limit: 2 }).all()).toHaveLength(6);
  expect(hub.seen.map(({ url }) => url)[0]).toBe('/v1/upper/jinhua/resources?limit=2&findings=true');
});

test('a page is asked for again when it fails; a list that turns in circles ends', async () => {
  hub.will(problem(503, 'hub-not-ready'), pages);
  expect(await hub.client().grants.list().all()).toHaveLength(6);
  hub.will(json(200, { items: [], next: 'same' }));
  await expect(hub.client().grants.list().all()).rejects.toBeInstanceOf(NotTheHub);
  expect(hub.seen).toHaveLength(2);
});

test('who looked at somebody: he stands in the body, never in an address, and each page has a key of its own', async () => {
  const page = (items: object[], next?: string) =>
    json(200, { exchange: 'e', items, says: {}, ...(next ? { next } : {}) });
  hub.will(page([{ at: 1 }], 'c-1'), problem(503, 'hub-not-ready'), page([{ at: 2 }]));
  const whom = {
    subject: '330784198802039985',
    ground: { kind: 'self', by: 'portal-level-3', reference: 'ZWFW-20261120-000123' },
  } as const;
  expect(await hub.client().uses.list(whom).all()).toHaveLength(2);
  expect(hub.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(3).fill('POST /v1/uses'));
  expect(hub.seen.map(({ body }) => JSON.parse(body))).toEqual([
    whom,
    { ...whom, cursor: 'c-1' },
    { ...whom, cursor: 'c-1' },
  ]);
  const keys = hub.seen.map(({ headers }) => headers['idempotency-key']);
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([false, true]);
});

const WAITING = {
  question: '5b0e6f52-3c1d-8a40-9d1e-7a2f4c6b8e10',
  resource: 'public-security/identity',
  askedAt: '2026-11-20T09:30:00+08:00',
  keptUntil: '2026-11-21T09:30:00+08:00',
  state: 'waiting',
};
const waiting = json(202, WAITING, { 'retry-after': '1' });

test('an answer that comes later: waited for as the hub asks, and taken up by its id alone', async () => {
  hub.will(waiting, waiting, json(200, { ...answered(), answer: { name: '王强' } }));
  const client = hub.client();
  const asked = await client.ask('public-security/identity', { ...QUESTION, fields: ['/name'] });
  expect(asked).toMatchObject(WAITING);
  const began = performance.now();
  expect(await asked.wait()).toMatchObject({ found: true, answer: { name: '王强' } });
  expect(performance.now() - began).toBeGreaterThanOrEqual(1980);
  expect(hub.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /v1/exchange/public-security/identity',
    ...Array(2).fill(`GET /v1/exchange/public-security/answers/${WAITING.question}`),
  ]);

  const other = hub.client().later('public-security/identity', WAITING.question);
  hub.will(waiting, json(200, answered()));
  expect(await other.look()).toBeNull();
  expect(await other.look()).toMatchObject({ found: true });
  hub.will(problem(410, 'answer-expired'));
  await expect(other.look()).rejects.toMatchObject({ code: 'answer-expired' });
  hub.will(waiting);
  await expect(other.wait({ deadlineMs: 50 })).rejects.toMatchObject({ name: 'DeadlinePassed' });
});

test('a signature is made for each attempt, over what is sent', async () => {
  hub.will(problem(503, 'hub-not-ready'), json(200, answered()));
  let made = 0;
  const client = hub.client({
    sign: async ({ method, url, headers, body }) => {
      made += 1;
      return {
        signature: `sig${made}=:${method}${new URL(url).pathname}${headers.authorization?.length}${body?.length}:`,
      };
    },
  });
  await client.ask('real-estate/titles-by-holder', QUESTION);
  const [first, second] = hub.seen.map(({ headers }) => String(headers.signature));
  expect([first?.slice(0, 5), second?.slice(0, 5)]).toEqual(['sig1=', 'sig2=']);
  expect(first?.slice(5)).toBe(second?.slice(5));
  expect(first).toContain(
    `POST/v1/exchange/real-estate/titles-by-holder${'Bearer token-1'.length}${hub.seen[0]?.body.length}`,
  );
});
