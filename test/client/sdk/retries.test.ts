/** What is sent again and what is not, with exact counts. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DeadlinePassed, HubError, NotReached, NotTheHub } from '#client/sdk/index.ts';
import type { noticesRoutes } from '#schemas/routes/notices.ts';
import { answered, drop, type HostileHub, hostileHub, json, never, problem, QUESTION } from './hostile-hub.ts';

let hub: HostileHub;
beforeAll(async () => {
  hub = await hostileHub();
});
beforeEach(() => hub.will());
afterAll(() => hub.stop());

const ask = (over: Parameters<HostileHub['client']>[0] = {}, options = {}) =>
  hub.client(over).ask('real-estate/titles-by-holder', QUESTION, options);
const keys = () => [...new Set(hub.seen.map(({ headers }) => headers['idempotency-key']))];
const NOTICE = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
const giveNotice = () =>
  hub.client().call<typeof noticesRoutes.giveNotice>({
    method: 'POST',
    path: '/v1/notices/{notice}/given',
    scope: 'exchange',
    params: { notice: NOTICE },
    body: { channel: 'sms' },
  });

describe('an ask carries a key, the same at every attempt', () => {
  test('the connection breaks after the effect, twice: three requests, one key, one effect', async () => {
    hub.will(hub.effectThenDrop, hub.effectThenDrop, hub.effect);
    expect(await ask()).toMatchObject({ found: true });
    expect([hub.seen.length, keys().length, hub.effects.length]).toEqual([3, 1, 1]);
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(hub.seen.map(({ body }) => body)).size).toBe(1);
  });

  test('two asks are two keys, and a key of the caller’s own is sent as it is', async () => {
    await ask();
    await ask();
    await ask({}, { idempotencyKey: 'case-7/step-2' });
    expect(keys()).toEqual([expect.any(String), expect.any(String), 'case-7/step-2']);
  });

  test.each([
    [429, 'too-many-requests'],
    [502, 'department-error'],
    [503, 'department-unavailable'],
    [503, 'hub-not-ready'],
    [504, 'department-timeout'],
    [409, 'exchange-in-progress'],
  ])('%i %s is asked again, four times in all', async (status, code) => {
    hub.will(problem(status, code));
    await expect(ask()).rejects.toMatchObject({ name: 'HubError', code, status, requestId: 'req-1' });
    expect([hub.seen.length, keys().length]).toEqual([4, 1]);
  });

  test.each([
    [400, 'invalid-request'],
    [403, 'exchange-denied'],
    [404, 'not-found'],
    [422, 'idempotency-key-reused'],
    [500, 'internal'],
    [502, 'department-answer-invalid'],
    [502, 'department-wrong-subject'],
  ])('%i %s is final', async (status, code) => {
    hub.will(problem(status, code));
    await expect(ask()).rejects.toMatchObject({ code, status });
    expect(hub.seen).toHaveLength(1);
  });
});

describe('without a key a change is never sent twice', () => {
  test('a broken connection ends it: it may have happened', async () => {
    hub.will(hub.effectThenDrop);
    await expect(giveNotice()).rejects.toMatchObject({ name: 'NotReached', sent: true });
    expect(hub.seen).toHaveLength(1);
  });
  test('503 ends it, 429 does not: that was refused before anything was done', async () => {
    hub.will(problem(503, 'hub-not-ready'));
    await expect(giveNotice()).rejects.toMatchObject({ code: 'hub-not-ready' });
    expect(hub.seen).toHaveLength(1);
    hub.will(problem(429, 'too-many-requests'), json(200, {}));
    await giveNotice();
    expect(hub.seen).toHaveLength(2);
  });
  test('what never reached the hub may go again', async () => {
    let tries = 0;
    const refusing: typeof fetch = async (input, init) => {
      if (!String(input).includes('/v1/')) return fetch(input, init);
      tries += 1;
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    };
    const client = hub.client({ fetch: refusing });
    await expect(client.grants.suspend('g', 'x')).rejects.toBeInstanceOf(NotReached);
    expect(tries).toBe(4);
  });
});

describe('time', () => {
  test('Retry-After is waited in full', async () => {
    hub.will(problem(503, 'department-unavailable', { 'retry-after': '1' }), json(200, answered()));
    const began = performance.now();
    await ask();
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    expect(hub.seen).toHaveLength(2);
  });
  test('and not at all when it does not fit into the deadline', async () => {
    hub.will(problem(503, 'department-unavailable', { 'retry-after': '60' }));
    const began = performance.now();
    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect([hub.seen.length, performance.now() - began < 3000]).toEqual([1, true]);
  });
  test('the wait is drawn anew between nothing and twice the last', async () => {
    hub.will(problem(503, 'hub-not-ready'));
    const drawn: number[] = [];
    const random = () => {
      drawn.push(drawn.length);
      return 0;
    };
    await expect(ask({ random })).rejects.toBeInstanceOf(HubError);
    expect(drawn).toHaveLength(3);
  });
  test('a hub that never answers: each attempt ends, and so does the call', async () => {
    hub.will(never);
    const began = performance.now();
    let asks = 0;
    const counting: typeof fetch = (input, init) => {
      if (String(input).includes('/v1/exchange/')) asks += 1;
      return fetch(input, String(input).includes('/v1/exchange/') ? init : { ...init, signal: null });
    };
    await expect(ask({ fetch: counting, attemptMs: 60, deadlineMs: 5000 })).rejects.toMatchObject({
      reason: 'timeout',
    });
    expect(asks).toBe(4);
    await expect(ask({ attemptMs: 8000, deadlineMs: 80 })).rejects.toBeInstanceOf(DeadlinePassed);
    expect(performance.now() - began).toBeLessThan(5000);
  });
  test('the caller may leave, with his own reason', async () => {
    const leaving = new AbortController();
    hub.will(() => leaving.abort(new Error('the officer has gone home')));
    const asked = ask({}, { signal: leaving.signal });
    await expect(asked).rejects.toThrow('the officer has gone home');
    expect(hub.seen).toHaveLength(1);
  });
});

describe('what is no hub', () => {
  test('a redirect is not followed', async () => {
    hub.will((_request, response) => void response.writeHead(302, { location: `${hub.issuer}/elsewhere` }).end());
    await expect(ask()).rejects.toBeInstanceOf(NotTheHub);
    expect(hub.seen.map(({ url }) => url)).not.toContain('/elsewhere');
  });
  test('an answer too large, and one that is no JSON', async () => {
    hub.will(json(200, { answer: 'x'.repeat(5000) }));
    await expect(ask({ maxAnswerBytes: 1000 })).rejects.toThrow('larger than 1000 bytes');
    hub.will((_request, response) => void response.writeHead(200).end('<html>'));
    await expect(ask()).rejects.toBeInstanceOf(NotTheHub);
  });
  test('an answer cut off in the middle is asked for again', async () => {
    hub.will(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('{"found":', () => response.socket?.destroy());
      },
      json(200, answered()),
    );
    expect(await ask()).toMatchObject({ found: true });
    expect([hub.seen.length, keys().length]).toEqual([2, 1]);
  });
  test('nothing that was asked stands in an error', async () => {
    hub.will(drop);
    const error = await ask().catch((thrown: Error) => thrown);
    expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain(QUESTION.request.holder);
  });
});
