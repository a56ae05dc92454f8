/** The messages of a department's queue of turns, each taken alone; the ids of those to be delivered again. */
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { causeOf, log } from '#functions/kernel/log.ts';
import { Envelope } from '#schemas/event.ts';
import { Turn } from './messages.ts';
import { type Invocation, renewTurn, type TurnDeps, takeTurn } from './turn.ts';

const taken = async (deps: TurnDeps, { body, attributes }: SQSRecord, call: Omit<Invocation, 'now'>): Promise<void> => {
  const { at, data } = Envelope.parse(JSON.parse(body));
  const now = Math.max(at, Number(attributes.SentTimestamp));
  const turn = Turn.parse(data);
  // Its time is that of its sending: good for a fresh one, too old for one whose turn died.
  if (Number(attributes.ApproximateReceiveCount) > 1) return renewTurn(deps, turn, now);
  await takeTurn(deps, turn, { ...call, now });
};

export const takeTurns = async (
  deps: TurnDeps,
  records: readonly SQSRecord[],
  call: Omit<Invocation, 'now'>,
): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  for (const record of records) {
    try {
      await taken(deps, record, call);
    } catch (error) {
      log('error', { event: 'batch-turn-failed', cause: causeOf(error) });
      failed.push(record.messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
