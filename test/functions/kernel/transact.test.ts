/** One transaction, as every store writes it. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { transact } from '#functions/kernel/transact.store.ts';

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const answering = (...answers: (Error | undefined)[]) => {
  let sent = 0;
  const send = async () => {
    const answer = answers[Math.min(sent++, answers.length - 1)];
    if (answer) throw answer;
  };
  return { client: { send } as never, sent: () => sent };
};

test('a transaction in conflict with another is tried again, but not for ever', async () => {
  const twice = answering(cancelled('TransactionConflict'), cancelled('None', 'TransactionConflict'), undefined);
  expect([await transact(twice.client, []), twice.sent()]).toEqual(['done', 3]);
  const always = answering(cancelled('TransactionConflict'));
  await expect(transact(always.client, [])).rejects.toThrow('cancelled');
  expect(always.sent()).toBe(8);
});

test('a refused transaction says which conditions failed; any other error is thrown as it is', async () => {
  const refused = answering(cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'));
  expect(await transact(refused.client, [])).toEqual(
    new Map([
      [1, undefined],
      [2, undefined],
    ]),
  );
  await expect(transact(answering(new Error('network')).client, [])).rejects.toThrow('network');
  await expect(transact(answering(cancelled('ThrottlingError')).client, [])).rejects.toThrow('cancelled');
});
