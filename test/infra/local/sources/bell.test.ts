import { expect, test } from 'vitest';
import { bell } from '#infra/local/sources/bell.ts';

const LONG = 60_000;

test('a ring ends the wait, also one that came before it; each ring once', async () => {
  const { signal } = new AbortController();
  const one = bell();
  const waiting = one.wait(LONG, signal);
  one.ring();
  expect(await waiting).toBe(true);
  one.ring();
  one.ring();
  expect(await one.wait(LONG, signal)).toBe(true);
  expect(await one.wait(1, signal)).toBe(false);
});

test('who is stopped waits no more', async () => {
  const stopping = new AbortController();
  const waiting = bell().wait(LONG, stopping.signal);
  stopping.abort();
  expect(await waiting).toBe(false);
});
