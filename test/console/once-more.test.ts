/** The desk asks again when the hub has said when, once, and only what may be repeated. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Asking, onceMore } from '#console/once-more.ts';

const later = (after?: string, status = 503) =>
  new Response(null, { status, headers: after === undefined ? {} : { 'retry-after': after } });

const hub = (...answers: readonly Response[]) => {
  const waiting = [...answers];
  return vi.fn(async () => waiting.shift() ?? new Response('well'));
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('after 503, or no answer', () => {
  test.each<[string, Asking]>([
    ['a GET', {}],
    ['what has an Idempotency-Key', { method: 'POST', headers: { 'idempotency-key': 'k1' } }],
    ['a POST that only asks', { method: 'POST', changesNothing: true }],
  ])('%s is asked again when the time has come, and not before', async (_, init) => {
    const ask = hub(later('3'));
    const answer = onceMore(init, ask);
    await vi.advanceTimersByTimeAsync(2999);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(2);
    expect((await answer).status).toBe(200);
  });

  test.each<[string, () => Promise<Response>]>([
    ['the gateway itself says 503, and not when', async () => later()],
    ['the connection breaks', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('%s: a second later', async (_, first) => {
    const ask = vi.fn(async () => new Response('well')).mockImplementationOnce(first);
    const answer = onceMore({ method: 'POST', changesNothing: true }, ask);
    await vi.advanceTimersByTimeAsync(999);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(200);
  });

  test('what cannot be repeated and breaks is told at once; what breaks twice is told then', async () => {
    const ask = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(onceMore({ method: 'POST' }, ask)).rejects.toThrow('Failed to fetch');
    expect(ask).toHaveBeenCalledTimes(1);
    const told = expect(onceMore({}, ask)).rejects.toThrow('Failed to fetch');
    await vi.advanceTimersByTimeAsync(1000);
    await told;
    expect(ask).toHaveBeenCalledTimes(3);
  });

  test('never a third time', async () => {
    const ask = hub(later('1'), later('1'), later('1'));
    const answer = onceMore({}, ask);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await answer).status).toBe(503);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test('whoever goes away ends the wait, and nothing more is asked', async () => {
    const [ask, leaving] = [hub(later('5')), new AbortController()];
    const answer = onceMore({ signal: leaving.signal }, ask);
    const refused = expect(answer).rejects.toThrow('left the page');
    await vi.advanceTimersByTimeAsync(1000);
    leaving.abort(new Error('left the page'));
    await refused;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

test.each<[string, Asking, Response]>([
  ['a POST without a key', { method: 'POST' }, later('1')],
  ['a wait that is too long for a person', {}, later('11')],
  ['one that is no number of seconds', {}, later('Fri, 20 Nov 2026 02:00:00 GMT')],
  ['too many requests, which has a rule of its own', {}, later('1', 429)],
  ['an answer', {}, new Response('well')],
])('%s: the first answer stays', async (_, init, first) => {
  const ask = hub(first);
  expect(await onceMore(init, ask)).toBe(first);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
