/** The messages of the room's queue, each taken alone: one that fails is delivered again alone. */
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { causeOf, log } from '#functions/kernel/log.ts';
import { Envelope } from '#schemas/event.ts';
import { type LookDeps, look } from './look.ts';
import { CHUNK, ChunkDue, LOOK, Look, sendChunk } from './messages.ts';
import { type Invocation, type WorkDeps, workChunk } from './work-chunk.ts';

export type BackFillWorkDeps = LookDeps & WorkDeps;

/** A message whose turns died so often is left to its queue, which puts it to the dead letters. */
const MOST_TURNS = 20;

/** Its time is that of its sending: good for a fresh one, too old for one whose turn died, which is dated anew. */
const renewed = async (
  { chunks, room }: BackFillWorkDeps,
  due: ChunkDue,
  { attributes }: SQSRecord,
): Promise<boolean> => {
  if (Number(attributes.ApproximateReceiveCount) <= 1) return false;
  const chunk = (await chunks.all(due.backFill)).find((one) => one.chunk === due.chunk);
  if (!chunk || chunk.done || chunk.turns > MOST_TURNS) return false;
  await sendChunk(room, due, Math.max(chunk.at, Number(attributes.ApproximateFirstReceiveTimestamp)));
  return true;
};

const workMessage = async (deps: BackFillWorkDeps, record: SQSRecord, call: Invocation): Promise<void> => {
  const { type, at, data } = Envelope.parse(JSON.parse(record.body));
  const now = Math.max(at, Number(record.attributes.SentTimestamp));
  if (type === LOOK) return look(deps, Look.parse(data).backFill, now);
  if (type !== CHUNK) throw new Error('back-fills: envelope is of another kind');
  const due = ChunkDue.parse(data);
  if (!(await renewed(deps, due, record))) await workChunk(deps, due, now, call);
};

/** The ids of those to be delivered again. */
export const workMessages = async (
  deps: BackFillWorkDeps,
  records: readonly SQSRecord[],
  call: Invocation,
): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  for (const record of records) {
    try {
      await workMessage(deps, record, call);
    } catch (error) {
      log('error', { event: 'back-fill-work-failed', cause: causeOf(error) });
      failed.push(record.messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
