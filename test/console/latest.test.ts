/** What the page shows is of the last question, however late an earlier one is answered. */
import { expect, test } from 'vitest';
import { latest } from '#console/checking/latest.ts';
import type { Outcome } from '#console/checking/Result.tsx';
import { run } from '#console/checking/run.ts';
import type { Verified } from '#console/checking/verified.ts';

test('a code is still being checked when a file is chosen: the file’s verdict stands', async () => {
  const shown: Outcome[] = [];
  const begin = latest<Outcome>((outcome) => shown.push(outcome));
  const [code, file] = [Promise.withResolvers<Verified>(), Promise.withResolvers<Verified>()];
  const checks = [run(() => code.promise, begin()), run(() => file.promise, begin())];
  file.resolve({ genuine: true, valid: true } as Verified);
  code.reject(new Error('too late'));
  await Promise.all(checks);
  expect(shown.map(({ at }) => at)).toEqual(['busy', 'busy', 'done']);
});

test('another way is taken: nothing of the earlier one is shown any more', async () => {
  const shown: string[] = [];
  const begin = latest<string>((said) => shown.push(said));
  const earlier = begin();
  begin()('idle');
  earlier('late');
  expect(shown).toEqual(['idle']);
});
