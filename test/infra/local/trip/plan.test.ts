import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Refused, Stopped } from '#infra/local/trip/missing.ts';
import { plan } from '#infra/local/trip/plan.ts';

const what = (id: string) => ({ id, name: { zh: id, en: id }, whom: { zh: '公安', en: 'Police' } });
const bilingual = (text: string) => ({ zh: text, en: text });

test('steps that need nothing of each other run side by side; a failure stops only what needs it', async () => {
  const trip = plan();
  const order: string[] = [];
  const slow = trip.step(what('slow'), [], async () => {
    await sleep(30);
    order.push('slow');
    return 2;
  });
  const failing = trip.step(what('failing'), [], async (): Promise<number> => {
    throw new Stopped(bilingual('why'), bilingual('remedy'));
  });
  const quick = trip.step(what('quick'), [], async () => {
    order.push('quick');
    return 3;
  });
  trip.step(what('sum'), [slow, quick], async ([a, b]) => order.push(`sum ${a + b}`));
  const waits = trip.step(what('waits'), [slow, failing], async () => order.push('never'));
  trip.step(what('waits too'), [waits], async () => order.push('never'));
  const steps = await trip.end();
  expect(order).toEqual(['quick', 'slow', 'sum 5']);
  expect(steps.map(({ id, state, waitsFor }) => [id, state, waitsFor])).toEqual([
    ['slow', 'done', undefined],
    ['failing', 'failed', undefined],
    ['quick', 'done', undefined],
    ['sum', 'done', undefined],
    ['waits', 'waiting', ['failing']],
    ['waits too', 'waiting', ['waits']],
  ]);
  expect(steps[1]?.missing).toEqual({ why: bilingual('why'), remedy: bilingual('remedy') });
});

test('every failure is said in words, with what can be done, and without the words of who failed', async () => {
  const trip = plan();
  const failures = [
    new Refused({ status: 503, code: 'department-unavailable' }),
    new Refused({ status: 502, code: 'department-answer-invalid', detail: 'SECRET' }),
    new Refused({
      status: 403,
      code: 'exchange-denied',
      denial: { rule: 'grant-missing', need: '需授权', ask: '数据局' },
    }),
    new Refused({ status: 400, code: 'invalid-request', errors: [{ field: '/request/name', rule: 'too_small' }] }),
    new Refused({ status: 503, message: 'Service Unavailable' } as object),
    new TypeError('fetch failed'),
  ];
  for (const [i, failure] of failures.entries()) trip.step(what(`${i}`), [], () => Promise.reject(failure));
  const said = (await trip.end()).map(({ missing }) => missing);
  expect(said.map((one) => one?.why.zh)).toEqual([
    '公安：部门系统暂不可用',
    '公安：部门答复不合规',
    '公安：不予共享',
    '公安：请求不符合规定 (/request/name too_small)',
    '公安：枢纽未能答复',
    '公安：枢纽未能答复',
  ]);
  expect(said[2]?.remedy.zh).toBe('需授权；数据局');
  for (const one of said) expect(one?.remedy.zh.length).toBeGreaterThan(5);
  expect(JSON.stringify(said)).not.toContain('SECRET');
});
