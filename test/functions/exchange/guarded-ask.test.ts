/** The deadline counts from the request; what the hub itself used up of it is not the department's failure. */
import { expect, test } from 'vitest';
import { retryBudget } from '#functions/exchange/ask.ts';
import type { Breaker } from '#functions/exchange/breaker.ts';
import { guardedAsk } from '#functions/exchange/guarded-ask.ts';

const NOW = 1_000_000;

/** Asks when `late` ms of the ten seconds are gone, and says who was asked and what the breaker heard. */
const askedLate = async (late: number) => {
  const heard: string[] = [];
  const breaker: Breaker = {
    enter: async () => 'normal',
    answered: async () => void heard.push('answered'),
    failed: async () => void heard.push('failed'),
  };
  const clock = () => performance.now();
  const asking = { clock, sleep: async () => {}, random: () => 0, budget: retryBudget(), deadlineMs: 10_000 };
  const ask = async () => heard.push('asked');
  const ended = await guardedAsk(ask, { breaker, asking }, NOW, () => NOW + late).then(
    () => 'answer',
    (error: { code?: string }) => error.code,
  );
  return { ended, heard };
};

test('a department that was asked in time is heard', async () => {
  expect(await askedLate(9_000)).toEqual({ ended: 'answer', heard: ['asked', 'answered'] });
});

test('a department that was never asked is not blamed for the time that the hub took', async () => {
  expect(await askedLate(10_000)).toEqual({ ended: 'hub-not-ready', heard: [] });
  expect(await askedLate(12_000)).toEqual({ ended: 'hub-not-ready', heard: [] });
});
