/** What wakes a function up beside the API: a queue or a stream, both with partial failures and an end for what never works. */
import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { HubFunction } from './function.ts';
import type { DeadLetters, RoomQueue } from './queues.ts';

/**
 * `atOnce`: messages one call takes, ten unless said. `most`: calls that run side by side; as many as there is work unless said. `gather`:
 * seconds for which messages are gathered into one call.
 */
export const consume = (
  fn: HubFunction,
  room: RoomQueue,
  { atOnce = 10, most, gather }: { readonly atOnce?: number; readonly most?: number; readonly gather?: number } = {},
): void => {
  room.mayReceive(fn);
  new EventSourceMapping(fn, 'Queue', {
    target: fn.lambda,
    eventSourceArn: room.queue.queueArn,
    batchSize: atOnce,
    reportBatchItemFailures: true,
    ...(most === undefined ? {} : { maxConcurrency: most }),
    ...(gather === undefined ? {} : { maxBatchingWindow: Duration.seconds(gather) }),
  });
};

/** Lambda asks for ListStreams too, and takes it on the stream itself. */
const READ_STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

export const relay = (fn: HubFunction, table: Table, dead: DeadLetters): void => {
  if (!table.tableStreamArn) throw new Error('the table has no stream');
  fn.allow(
    READ_STREAM.map((action) => `dynamodb:${action}`),
    table.tableStreamArn,
  );
  dead.mayReceiveFrom(fn);
  new EventSourceMapping(fn, 'Stream', {
    target: fn.lambda,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(20),
    // CDK's own class would grant more than sending.
    onFailure: { bind: () => ({ destination: dead.queueArn }) },
  });
};
