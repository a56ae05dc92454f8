/** The four calls of DynamoDB Streams. Records come as Lambda hands them over: plain JSON, attribute values typed. */
import { type Signer, signedHeaders } from './sign.ts';

export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Epoch seconds, as the engine stamps it. */
    readonly ApproximateCreationDateTime: number;
    readonly SequenceNumber: string;
    readonly [member: string]: unknown;
  };
}

export interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly SequenceNumberRange?: { readonly StartingSequenceNumber?: string; readonly EndingSequenceNumber?: string };
}

export interface StreamClient {
  shards(stream: string): Promise<readonly Shard[]>;
  /** Iterator after a sequence number, or from the oldest record. */
  iterator(stream: string, shard: string, after: string | undefined): Promise<string>;
  records(iterator: string, limit: number): Promise<{ records: readonly StreamRecord[]; next?: string }>;
}

/** What the engine refused; `name` is its exception. */
class StreamError extends Error {
  constructor(type: string) {
    super(type);
    this.name = type.replace(/^.*#/, '');
  }
}

/** `env`: the AWS_* variables of the function on whose behalf it reads. */
export const streamClient = (env: Readonly<Record<string, string>>, signal: AbortSignal): StreamClient => {
  const url = new URL(env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1');
  const signer: Signer = {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    region: env.AWS_REGION ?? '',
    service: 'dynamodb',
  };
  const call = async <T>(operation: string, input: object): Promise<T> => {
    const body = JSON.stringify(input);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    };
    const answer = await fetch(url, {
      method: 'POST',
      headers: signedHeaders(signer, url, headers, body),
      body,
      signal,
    });
    const value = (await answer.json()) as T & { __type?: string };
    if (!answer.ok) throw new StreamError(String(value.__type));
    return value;
  };

  return {
    shards: async (StreamArn) => {
      const shards: Shard[] = [];
      let last: string | undefined;
      do {
        const page = { StreamArn, ...(last ? { ExclusiveStartShardId: last } : {}) };
        const { StreamDescription: d } = await call<{
          StreamDescription: { Shards?: Shard[]; LastEvaluatedShardId?: string };
        }>('DescribeStream', page);
        shards.push(...(d.Shards ?? []));
        last = d.LastEvaluatedShardId;
      } while (last);
      return shards;
    },
    iterator: async (StreamArn, ShardId, after) => {
      const where =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      return (await call<{ ShardIterator: string }>('GetShardIterator', { StreamArn, ShardId, ...where }))
        .ShardIterator;
    },
    records: async (ShardIterator, Limit) => {
      const { Records = [], NextShardIterator: next } = await call<{
        Records?: StreamRecord[];
        NextShardIterator?: string;
      }>('GetRecords', { ShardIterator, Limit });
      return { records: Records, ...(next ? { next } : {}) };
    },
  };
};
