/** Polls a stream for a function: every shard in order, parents before children. */
import type { Clock } from '../clock.ts';
import type { Pool } from '../pool/pool.ts';
import type { OnWrite } from '../proxy/writes.ts';
import { type BatchPorts, deliverBatch } from './batch.ts';
import { type Bell, bell } from './bell.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Mapping } from './mapping.ts';
import { pause, type Source } from './source.ts';
import { type StreamClient, type StreamRecord, streamClient } from './stream-client.ts';

const POLL_MS = 200;
/** Where somebody says when there is something. */
const IDLE_MS = 2_000;
/** A record may come a moment behind the answer to its write: so often is looked after a ring. */
const LOOKS = 2;
const DISCOVER_MS = 5_000;
const PATIENCE_MS = 20_000;
/** How long `quiet` waits for a shard's end. */
const QUIET_MS = 3_000;
const LONGEST_BACK_OFF_MS = 5_000;
/** DynamoDB Local stamps records by the minute: what was written after the clock was moved may bear a stamp from before. */
const STAMP_MS = 60_000;

export interface StreamPorts {
  readonly env: Readonly<Record<string, string>>;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly checkpoints: Checkpoints;
  /** Says when a table was written to. */
  readonly onWrite?: OnWrite;
  /** Tells the on-failure queue. */
  giveUp(message: object): Promise<void>;
}

/** `stream`: the engine's own ARN. */
export const pollStream = (
  mapping: Mapping,
  stream: string,
  { env, pool, clock, checkpoints, onWrite, giveUp }: StreamPorts,
): Source => {
  const stopping = new AbortController();
  const signal = stopping.signal;
  const client: StreamClient = streamClient(env, signal);
  const begun = Math.floor(Date.now() / 1000);
  const running = new Map<string, Promise<void>>();
  const finished = new Set<string>();
  /** Those who asked whether a shard has been read to its end. */
  const asking = new Map<string, (() => void)[]>();
  const bells = new Map<string, Bell>();
  const ringAll = () => {
    for (const one of bells.values()) one.ring();
  };
  const deaf = onWrite?.(mapping.sourceArn.split('/')[1] ?? '', ringAll) ?? (() => {});

  const stampOf = ({ dynamodb }: StreamRecord) => clock.at(dynamodb.ApproximateCreationDateTime * 1000);
  const eventOf = (record: StreamRecord) => ({
    ...record,
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(stampOf(record) / 1000) },
    eventSourceARN: mapping.sourceArn,
  });
  const wanted = (record: StreamRecord) =>
    (mapping.from === 'TRIM_HORIZON' || record.dynamodb.ApproximateCreationDateTime >= begun) &&
    (mapping.filters.length === 0 || mapping.filters.some((filter) => filter(record)));

  const portsOf = (shard: string): BatchPorts => ({
    invoke: (records) => pool.invoke(mapping.functionArn, { Records: records.map(eventOf) }, { waitMs: PATIENCE_MS }),
    age: ({ dynamodb }) =>
      clock.now() - clock.at(Math.min(Date.now(), dynamodb.ApproximateCreationDateTime * 1000 + STAMP_MS)),
    giveUp: (records, condition, attempts, requestId) =>
      giveUp({
        requestContext: { requestId, functionArn: mapping.functionArn, condition, approximateInvokeCount: attempts },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: new Date(clock.now()).toISOString(),
        DDBStreamBatchInfo: {
          shardId: shard,
          startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
          endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
          approximateArrivalOfFirstRecord: records[0] && new Date(stampOf(records[0])).toISOString(),
          approximateArrivalOfLastRecord: new Date(stampOf(records.at(-1) as StreamRecord)).toISOString(),
          batchSize: records.length,
          streamArn: mapping.sourceArn,
        },
      }),
    done: (sequence) => checkpoints.write(stream, shard, sequence),
    backOff: async (attempt) => {
      await pause(Math.min(100 * 2 ** attempt, LONGEST_BACK_OFF_MS), signal);
      return !signal.aborted;
    },
  });

  const iteratorOf = async (shard: string): Promise<string> => {
    const after = checkpoints.read(stream, shard);
    // The engine may have trimmed what we remember, or been emptied: then all it has is new to us.
    return client.iterator(stream, shard, after).catch(() => client.iterator(stream, shard, undefined));
  };

  const readShard = async (shard: string, closed: () => boolean): Promise<void> => {
    const rung = bell();
    bells.set(shard, rung);
    let iterator: string | undefined;
    let looks = 0;
    while (!signal.aborted) {
      const asked = asking.get(shard)?.splice(0) ?? [];
      iterator ??= await iteratorOf(shard);
      const { records, next } = await client.records(iterator, mapping.batchSize);
      // DynamoDB Local may lose an iterator taken on an empty stream: what found nothing is not asked again.
      iterator = records.length === 0 ? undefined : next;
      if (records.length === 0) {
        for (const tell of asked) tell();
        if (!next && closed()) return void finished.add(shard);
        const rang = await rung.wait(onWrite && looks === 0 ? IDLE_MS : POLL_MS, signal);
        looks = rang ? LOOKS : Math.max(0, looks - 1);
        continue;
      }
      asking.get(shard)?.push(...asked);
      looks = 0;
      const batch = records.filter(wanted);
      if (batch.length > 0 && !(await deliverBatch(batch, mapping, portsOf(shard)))) return;
      await checkpoints.write(stream, shard, records.at(-1)?.dynamodb.SequenceNumber ?? '');
      await pause(mapping.windowMs, signal);
    }
  };

  const tend = async (): Promise<void> => {
    const open = new Set<string>();
    while (!signal.aborted) {
      const shards = await client.shards(stream).catch(() => []);
      for (const { ShardId, SequenceNumberRange } of shards) {
        if (SequenceNumberRange?.EndingSequenceNumber) open.delete(ShardId);
        else open.add(ShardId);
      }
      const known = new Set(shards.map(({ ShardId }) => ShardId));
      for (const { ShardId, ParentShardId } of shards) {
        const waits = ParentShardId !== undefined && known.has(ParentShardId) && !finished.has(ParentShardId);
        if (waits || running.has(ShardId) || finished.has(ShardId)) continue;
        const reading = readShard(ShardId, () => !open.has(ShardId))
          .catch(() => pause(POLL_MS, signal))
          .finally(() => {
            running.delete(ShardId);
            bells.delete(ShardId);
          });
        running.set(ShardId, reading);
      }
      await pause(shards.length === 0 ? POLL_MS : DISCOVER_MS, signal);
    }
  };
  const tending = tend();

  return {
    name: mapping.id,
    quiet: async () => {
      const shards = [...running.keys()];
      const read = shards.map(
        (shard) => new Promise<void>((resolve) => asking.set(shard, [...(asking.get(shard) ?? []), resolve])),
      );
      ringAll();
      const done = Promise.all(read).then(() => shards.length > 0);
      return Promise.race([done, pause(QUIET_MS, signal).then(() => false)]);
    },
    stop: async () => {
      stopping.abort();
      deaf();
      await tending;
      await Promise.all(running.values());
    },
  };
};
