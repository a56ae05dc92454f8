/** Everything that wakes functions up beside the API: queues, streams, schedules. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../pool/outcome.ts';
import type { Pool } from '../pool/pool.ts';
import type { OnWrite } from '../proxy/writes.ts';
import type { Deployment } from '../template.ts';
import { checkpoints } from './checkpoints.ts';
import { type Mapping, readMappings } from './mapping.ts';
import { pollQueue } from './queue.ts';
import { startSchedules } from './schedule.ts';
import { pause } from './source.ts';
import { pollStream } from './stream.ts';

export interface SourcesOptions {
  readonly deployment: Deployment;
  readonly pool: Pool;
  readonly clock: Clock;
  /** AWS_* variables of a function. */
  readonly engine: (fn: string) => Readonly<Record<string, string>>;
  readonly queueUrl: (name: string) => string;
  /** The engine's own ARN of a stream, when it differs from the template's. */
  readonly streamArn?: (arn: string) => Promise<string>;
  /** Says when a table was written to; without it streams are looked at several times a second. */
  readonly onWrite?: OnWrite;
  /** File in which the positions in streams are kept. */
  readonly positions?: string;
  /** False: schedules fire by hand only. */
  readonly schedules?: boolean;
}

export interface Sources {
  /** Fires the schedules of a function, or all of them, and waits for the answers. */
  fire(fn?: string): Promise<readonly Outcome[]>;
  /** Resolves when queues are empty, streams read to their end and no schedule runs. Throws after `ms`, naming who is not quiet. */
  settle(ms?: number): Promise<void>;
  stop(): Promise<void>;
}

const clientOf = (env: Readonly<Record<string, string>>): SQSClient =>
  new SQSClient({
    region: env.AWS_REGION ?? '',
    endpoint: env.AWS_ENDPOINT_URL ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  });

export const startSources = async ({
  deployment,
  pool,
  clock,
  engine,
  queueUrl,
  onWrite,
  positions,
  schedules = true,
  streamArn = async (arn) => arn,
}: SourcesOptions): Promise<Sources> => {
  const kept = checkpoints(positions);
  const clients: SQSClient[] = [];
  const queueName = (arn: string) => arn.split(':').at(-1) ?? '';

  const start = async (mapping: Mapping) => {
    const env = engine(mapping.functionName);
    const client = clientOf(env);
    clients.push(client);
    if (mapping.kind === 'queue')
      return pollQueue(mapping, queueUrl(queueName(mapping.sourceArn)), client, pool, clock);
    const giveUp = async (message: object) => {
      if (mapping.onFailure === undefined) return;
      const QueueUrl = queueUrl(queueName(mapping.onFailure));
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    };
    const ports = { env, pool, clock, checkpoints: kept, giveUp, ...(onWrite ? { onWrite } : {}) };
    return pollStream(mapping, await streamArn(mapping.sourceArn), ports);
  };
  const sources = await Promise.all(readMappings(deployment).map(start));
  const timed = startSchedules(deployment, pool, clock, schedules);

  /** Names of those that are not quiet. A stream wakes a queue, so streams are asked first. */
  const restless = async (): Promise<string[]> => {
    const asked = await Promise.all(sources.map(async (source) => ((await source.quiet()) ? [] : [source.name])));
    return [...(timed.busy() ? ['schedules'] : []), ...asked.flat()];
  };

  return {
    fire: (fn) => timed.fire(fn),
    settle: async (ms = 120_000) => {
      const end = performance.now() + ms;
      let calm = 0;
      while (calm < 2) {
        const names = await restless();
        calm = names.length === 0 ? calm + 1 : 0;
        if (performance.now() > end) throw new Error(`not quiet after ${ms} ms: ${names.join(', ')}`);
        if (calm < 2) await pause(50, AbortSignal.timeout(ms));
      }
    },
    stop: async () => {
      await Promise.all([timed.stop(), ...sources.map((source) => source.stop())]);
      for (const client of clients) client.destroy();
    },
  };
};
