/** Following a subscription: each event is received when its turn is over, so that one whose turn broke off comes again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Behaviour, type HostileHub, hostileHub, json, problem } from './hostile-hub.ts';

let hub: HostileHub;
beforeAll(async () => {
  hub = await hostileHub();
});
afterAll(() => hub.stop());

const SUBSCRIPTION = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
const received: number[] = [];
const event = (number: number) => ({
  type: 'licence.changed',
  timestamp: '2026-11-20T09:30:00+08:00',
  data: { number },
});
const log: Behaviour = (seen, response) => {
  if (seen.url.endsWith('/receipts')) {
    received.push(JSON.parse(seen.body).upTo);
    return json(200, {})(seen, response);
  }
  const after = Number(new URL(seen.url, hub.issuer).searchParams.get('after') ?? received.at(-1) ?? 0);
  const items = [1, 2, 3]
    .filter((number) => number > after)
    .slice(0, 2)
    .map(event);
  const upTo = items.at(-1)?.data.number ?? after;
  return json(200, { items, upTo, more: upTo < 3 })(seen, response);
};

test('in order, over pages, with receipts; what broke off comes again', async () => {
  hub.will(problem(503, 'hub-not-ready'), log);
  const { subscriptions } = hub.client();
  const seen: number[] = [];
  for await (const { data } of subscriptions.follow(SUBSCRIPTION)) {
    seen.push(data.number);
    if (data.number === 3) break;
  }
  // The third was seen, and the loop left before its turn was over.
  expect([seen, received]).toEqual([
    [1, 2, 3],
    [1, 2],
  ]);
  for await (const { data } of subscriptions.follow(SUBSCRIPTION)) {
    seen.push(data.number);
    break;
  }
  expect(seen).toEqual([1, 2, 3, 3]);
});

test('watching receives nothing, and ends when it is told to', async () => {
  received.length = 0;
  hub.will(log);
  const leaving = new AbortController();
  const seen: number[] = [];
  const following = (async () => {
    for await (const { data } of hub
      .client()
      .subscriptions.follow(SUBSCRIPTION, { receipts: false, signal: leaving.signal })) {
      seen.push(data.number);
      if (data.number === 3) leaving.abort(new Error('seen enough'));
    }
  })();
  await expect(following).rejects.toThrow('seen enough');
  expect([seen, received]).toEqual([[1, 2, 3], []]);
});
