import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Refused, Stopped } from '#infra/local/trip/missing.ts';
import { get, post } from '#infra/local/trip/window.ts';

const QUESTION = '5f0c9c3e-6a1b-4a52-9d0e-0f3a3b1c2d3e';
const NOW = Date.parse('2026-11-20T09:00:00Z');
const AT = '/v1/exchange/public-security/identity';

interface Reply {
  /** 0: the connection breaks. */
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Seen {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
}

let close = () => {};
afterEach(() => close());

/** A hub that gives these replies, the last one for ever. */
const hub = async (...replies: Reply[]): Promise<{ url: string; seen: Seen[] }> => {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push({
      method: request.method ?? '',
      path: request.url ?? '',
      key: request.headers['idempotency-key'] as string | undefined,
    });
    const { status, body, headers } = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 500 };
    if (status === 0) return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => void server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${AT}`, seen };
};

const waiting = (askedAt = NOW): Reply => ({
  status: 202,
  headers: { location: `/v1/exchange/public-security/answers/${QUESTION}`, 'retry-after': '0' },
  body: {
    question: QUESTION,
    resource: 'public-security/identity',
    askedAt: new Date(askedAt).toISOString(),
    keptUntil: new Date(askedAt + 86_400_000).toISOString(),
    state: 'waiting',
  },
});
const call = (url: string, patience = 2_000) => ({ url, token: 't', body: {}, key: 'case-step', patience });
const failed = { status: 502, body: { status: 502, code: 'department-answer-invalid' } };
const good = { status: 200, body: { found: true } };

test('looks again until the answer to an asynchronous question is there', async () => {
  const { url, seen } = await hub(waiting(), waiting(), good);
  expect(await post(call(url), NOW)).toEqual({ found: true });
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST ${AT}`,
    `GET /v1/exchange/public-security/answers/${QUESTION}`,
    `GET /v1/exchange/public-security/answers/${QUESTION}`,
  ]);
});

test('stops waiting when patience ends, and says that the question is kept', async () => {
  const { url } = await hub(waiting());
  const said = await post(call(url, 50), NOW).catch((error: unknown) => error);
  expect(said).toBeInstanceOf(Stopped);
  expect((said as Stopped).missing.why.zh).toContain('问题已留存');
});

test('what an earlier play asked in vain is asked anew under another key; what this play asked in vain is not', async () => {
  const old = await hub(waiting(NOW - 60_000), failed, waiting(NOW + 5), good);
  expect(await post(call(old.url), NOW)).toEqual({ found: true });
  const keys = old.seen.filter(({ method }) => method === 'POST').map(({ key }) => key);
  expect(keys).toEqual(['case-step', `case-step-${NOW}`]);
  close();
  const expired = await hub({ status: 410, body: { code: 'answer-expired' } }, waiting(NOW + 5), good);
  expect(await post(call(expired.url), NOW)).toEqual({ found: true });
  close();
  const fresh = await hub(waiting(NOW + 5), failed);
  await expect(post(call(fresh.url), NOW)).rejects.toThrow(Refused);
  expect(fresh.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('waits while the same change is under way or the hub is busy, asks a department that is down or late once more, and repeats nothing else', async () => {
  const busy = { status: 409, headers: { 'retry-after': '0' }, body: { code: 'exchange-in-progress' } };
  const change = await hub(busy, busy, good);
  expect(await post(call(change.url), NOW)).toEqual({ found: true });
  expect(change.seen.map(({ key }) => key)).toEqual(['case-step', 'case-step', 'case-step']);
  close();
  const held = { status: 503, headers: { 'retry-after': '0' }, body: { message: 'Service Unavailable' } };
  const full = await hub(held, held, held, good);
  expect(await post(call(full.url), NOW)).toEqual({ found: true });
  expect(new Set(full.seen.map(({ key }) => key))).toEqual(new Set(['case-step']));
  close();
  const looked = await hub(held, held, good);
  expect(await get(looked.url, 't', 2_000)).toEqual({ found: true });
  close();
  const broken = await hub({ status: 0 }, good);
  expect(await post(call(broken.url), NOW)).toEqual({ found: true });
  expect(broken.seen.map(({ key }) => key)).toEqual(['case-step', 'case-step']);
  close();
  const gone = await hub({ status: 0 });
  await expect(post(call(gone.url), NOW)).rejects.toThrow('fetch failed');
  expect(gone.seen).toHaveLength(2);
  close();
  const forever = await hub({ ...held, headers: { 'retry-after': '1' } });
  await expect(get(forever.url, 't', 500)).rejects.toThrow(Refused);
  expect(forever.seen).toHaveLength(1);
  close();
  const down = { status: 503, headers: { 'retry-after': '0' }, body: { code: 'department-unavailable' } };
  const unavailable = await hub(down);
  await expect(post(call(unavailable.url), NOW)).rejects.toThrow(/department-unavailable/);
  expect(unavailable.seen).toHaveLength(2);
  close();
  const late = await hub({ status: 504, headers: { 'retry-after': '0' }, body: { code: 'department-timeout' } });
  await expect(post(call(late.url), NOW)).rejects.toThrow(/department-timeout/);
  expect(late.seen).toHaveLength(2);
  close();
  const refusing = await hub({ status: 403, body: { code: 'exchange-denied' } });
  await expect(post(call(refusing.url), NOW)).rejects.toThrow(/exchange-denied/);
  expect(refusing.seen).toHaveLength(1);
});
