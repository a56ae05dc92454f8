/** Another hub over real sockets: its token, what goes up, what comes down. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { jinhua } from '#functions/departments/jinhua/resources.ts';
import { hubClient } from '#functions/departments/protocols/hub.client.ts';
import { readHubSettings } from '#functions/departments/protocols/hub-settings.ts';
import type { Onward } from '#functions/exchange/adapter.ts';
import { type HubStandIn, startHub } from '#infra/local/departments/hub.ts';

const CONTRACT = 'YK20260800001';
const known = {
  resource: 'housing/contract-filing',
  request: { party: CHEN_FUYING, contractNumber: CONTRACT },
  answer: {
    ...{ party: CHEN_FUYING, contractNumber: CONTRACT, unitNumber: CHEN_HOME },
    ...{ price: 1_112_500, signedOn: '2026-08-02', state: 'filed' },
  },
};

let stand: HubStandIn;
beforeAll(async () => {
  stand = await startHub([known]);
});
afterAll(() => stand.stop());
beforeEach(async () => {
  await stand.refuse(null);
  await stand.expireTokens();
  await stand.tokenSeconds(600);
});

let now = 0;
const adapterOf = (over: object = {}) =>
  jinhua(
    hubClient(async () => readHubSettings(JSON.stringify({ ...stand.secret, ...over })), {
      now: () => Date.now() + now,
    }),
  );

const asked = async (adapter = adapterOf(), over: Partial<Onward> = {}) => {
  const receipts: string[] = [];
  const onward: Onward = {
    ...{ fields: ['/state'], role: 'seller', via: ['330783', '330784'], key: 'key-1' },
    receipt: (exchange) => void receipts.push(exchange),
    ...over,
  };
  const port = adapter.resources['house-contract'];
  if (!port || !('ask' in port)) throw new Error('no such question');
  const context = { signal: AbortSignal.timeout(5_000), deadline: performance.now() + 5_000, onward };
  const answer = await port
    .ask({ party: CHEN_FUYING, contract: CONTRACT }, context)
    .catch(({ code, extra }: { code?: string; extra?: { cause?: string } }) => `${code} ${extra?.cause}`);
  return { answer, receipts };
};

test('the question goes up with its key, its way and only what is wanted; the receipt comes down with the answer', async () => {
  const { answer, receipts } = await asked();
  expect(answer).toEqual({ party: CHEN_FUYING, state: 'filed' });
  const { last } = await stand.seen();
  expect(last).toMatchObject({ path: '/v1/exchange/housing/contract-filing', key: 'key-1', via: '330783, 330784' });
  expect(last.body).toMatchObject({
    purpose: { kind: 'standing', code: 'yongkang-house-transfer' },
    party: { role: 'seller' },
    fields: ['/party', '/state'],
  });
  const again = await asked();
  expect([receipts.length, again.receipts]).toEqual([1, receipts]);
  expect((await asked(undefined, { key: 'key-2' })).receipts).not.toEqual(receipts);
});

test('one token serves twenty at once, is replaced when it is refused and before it runs out, and never twice in vain', async () => {
  const adapter = adapterOf();
  const twenty = async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => asked(adapter)));
    return new Set(all.map(({ answer }) => JSON.stringify(answer))).size;
  };
  expect([await twenty(), (await stand.seen()).tokens]).toEqual([1, 1]);
  await stand.expireTokens();
  expect([await twenty(), (await stand.seen()).tokens]).toEqual([1, 1]);
  // 600 s, of which the last minute is not used.
  now += 530_000;
  expect([await twenty(), (await stand.seen()).tokens]).toEqual([1, 1]);
  now += 20_000;
  expect([await twenty(), (await stand.seen()).tokens]).toEqual([1, 2]);
  now = 0;
  await stand.refuse({ status: 401 });
  expect((await asked(adapter)).answer).toBe('department-error refused:token');
});

test('a key that is not registered there gets no token, and nothing of it is said', async () => {
  const { key } = (await startHub([]).then(async (other) => {
    await other.stop();
    return other.secret;
  })) as { key: object };
  expect((await asked(adapterOf({ key }))).answer).toBe('department-error token-http-401');
  expect(() => readHubSettings('{"key":{"d":"planted"}}')).toThrow(/^the department secret is malformed$/);
});

test('what answers another question, another version or fewer fields than were asked for is none, and leaves no receipt but its own', async () => {
  const said = {
    ...{ exchange: crypto.randomUUID(), resource: 'housing/contract-filing', resourceVersion: 1, found: true },
    ...{ fields: ['/party', '/state'], answer: { party: CHEN_FUYING, state: 'filed' } },
  };
  const told = async (over: object) => {
    const headers = { 'content-type': 'application/json' };
    await stand.refuse({ status: 200, headers, body: { ...said, ...over } });
    const { answer, receipts } = await asked();
    return [answer, receipts.length];
  };
  expect(await told({})).toEqual([{ party: CHEN_FUYING, state: 'filed' }, 1]);
  expect(await told({ resource: 'housing/other' })).toEqual(['department-answer-invalid hub-other-resource', 0]);
  expect(await told({ resourceVersion: 2 })).toEqual(['department-answer-invalid hub-other-version', 0]);
  expect(await told({ exchange: 'x'.repeat(50) })).toEqual(['department-answer-invalid hub-envelope', 0]);
  expect(await told({ fields: ['/party'] })).toEqual(['department-refused hub-fields-cut', 1]);
  expect(await told({ found: false })).toEqual([null, 1]);
  expect(await told({ answer: null })).toEqual([{}, 1]);
});

test('a resource that was renamed there is found by the name in the settings', async () => {
  await asked(adapterOf({ resources: { 'house-contract': 'homes/contract' } }));
  expect((await stand.seen()).last.path).toBe('/v1/exchange/homes/contract');
});
