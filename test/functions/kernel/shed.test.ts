import { describe, expect, test, vi } from 'vitest';
import { api } from '#functions/kernel/api.handler.ts';
import { type ProblemError, problem } from '#functions/kernel/problem.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { assertFresh, spread } from '#functions/kernel/shed.ts';
import type { Routes } from '#schemas/route.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const routes = {
  look: { method: 'GET', path: '/x', scope: null, summary: { zh: '看', en: 'Look' } },
} as const satisfies Routes;

describe('a request', () => {
  const heard = async (age: number) => {
    let worked = false;
    const body = async () => {
      worked = true;
      return { body: {} };
    };
    const requestContext = { requestId: 'r', timeEpoch: Date.now() - age };
    const event = { routeKey: 'GET /x', headers: {}, requestContext } as HttpEvent;
    const answer = await api(routes, { look: body })(event, {} as never, {} as never);
    return { worked, status: answer?.statusCode, after: answer?.headers['retry-after'] };
  };

  test('that is late is sent away before any work, with a time to come back', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await heard(15_000)).toEqual({ worked: false, status: 503, after: expect.stringMatching(/^[12]$/) });
    expect(await heard(29_000)).toMatchObject({ worked: false, status: 503 });
  });

  test('that is young, comes from the future, or would be older than any can be, is served: then a clock is wrong', () => {
    for (const age of [0, 14_999, -300_000, 120_000, 86_400_000])
      expect(() => assertFresh(NOW - age, NOW)).not.toThrow();
    for (const age of [15_000, 119_999]) expect(() => assertFresh(NOW - age, NOW)).toThrow('hub-not-ready');
  });
});

describe('those who are sent away', () => {
  const waits = (error: ProblemError, random: number) => spread(error, random).extra.retryAfter;

  test('do not come back together, and never before the time', () => {
    const open = problem('department-unavailable', { cause: 'breaker-open', retryAfter: 5 });
    expect(new Set(Array.from({ length: 100 }, (_, i) => waits(open, i / 100)))).toEqual(new Set([5, 6, 7, 8]));
    expect([waits(problem('hub-not-ready'), 0), waits(problem('hub-not-ready'), 0.999)]).toEqual([1, 2]);
    expect(spread(open, 0.5).extra.cause).toBe('breaker-open');
  });

  test('for a reason of their own hear exactly what there is to say', () => {
    const over = problem('too-many-requests', { retryAfter: 50_000 });
    expect(spread(over, 0.9)).toBe(over);
    expect(waits(problem('not-found'), 0.9)).toBeUndefined();
  });
});
