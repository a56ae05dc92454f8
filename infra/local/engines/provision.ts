/** Makes in the engines what the deployment says. Everything may exist already: a kept data folder is found again. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueUrlCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { streamArnOf } from '../template/physical.ts';
import type { Deployed, Deployment } from '../template.ts';

const named = (error: unknown, pattern: RegExp): boolean => error instanceof Error && pattern.test(error.name);

const describe = async (client: DynamoDBClient, TableName: string) => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (named(error, /^ResourceNotFoundException$/)) return undefined;
    throw error;
  }
};

/** The TTL attribute is left alone: DynamoDB Local would delete by this machine's clock, which the city's clock may differ from. */
const makeTable = async (client: DynamoDBClient, { name, properties }: Deployed) => {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification } = properties;
  const input: CreateTableCommandInput = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema,
    AttributeDefinitions,
    ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
    ...(StreamSpecification
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType } }
      : {}),
  };
  return (await describe(client, name)) ?? (await client.send(new CreateTableCommand(input))).TableDescription;
};

const makeBucket = async (client: S3Client, { name }: Deployed): Promise<void> => {
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }));
  } catch (error) {
    if (!named(error, /^(NotFound|NoSuchBucket)$/)) throw error;
    await client.send(new CreateBucketCommand({ Bucket: name }));
  }
};

const ATTRIBUTES = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'MaximumMessageSize',
  'ReceiveMessageWaitTimeSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
];
const MUST_BE_GIVEN_AT_BIRTH = new Set(['FifoQueue']);

const redrive = (policy: { deadLetterTargetArn: string; maxReceiveCount: number }, region: string): string => {
  // fauxqs knows one partition and one account.
  const queue = policy.deadLetterTargetArn.split(':').at(-1);
  return JSON.stringify({ ...policy, deadLetterTargetArn: `arn:aws:sqs:${region}:000000000000:${queue}` });
};

const makeQueue = async (client: SQSClient, { name, properties }: Deployed, region: string): Promise<void> => {
  const own = ATTRIBUTES.filter((key) => properties[key] !== undefined).map(
    (key) => [key, String(properties[key])] as const,
  );
  const birth = Object.fromEntries(own.filter(([key]) => MUST_BE_GIVEN_AT_BIRTH.has(key)));
  const found = await client.send(new GetQueueUrlCommand({ QueueName: name })).catch((error: unknown) => {
    if (!named(error, /QueueDoesNotExist|NonExistentQueue/)) throw error;
    return client.send(new CreateQueueCommand({ QueueName: name, Attributes: birth }));
  });
  const later = own.filter(([key]) => !MUST_BE_GIVEN_AT_BIRTH.has(key));
  const dead = properties.RedrivePolicy ? [['RedrivePolicy', redrive(properties.RedrivePolicy, region)] as const] : [];
  const Attributes = Object.fromEntries([...later, ...dead]);
  if (Object.keys(Attributes).length > 0)
    await client.send(new SetQueueAttributesCommand({ QueueUrl: found.QueueUrl, Attributes }));
};

/** Gives the engine's own ARN of each stream by the ARN that the templates know. */
export const makeTables = async (
  deployment: Deployment,
  client: DynamoDBClient,
): Promise<ReadonlyMap<string, string>> => {
  const all = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap((type) => deployment.ofType(type));
  const made = await Promise.all(
    all.map(async (table) => [streamArnOf(table.arn), (await makeTable(client, table))?.LatestStreamArn] as const),
  );
  return new Map(made.filter((pair): pair is [string, string] => pair[1] !== undefined));
};

export const makeBuckets = async (deployment: Deployment, client: S3Client): Promise<void> => {
  await Promise.all(deployment.ofType('AWS::S3::Bucket').map((bucket) => makeBucket(client, bucket)));
};

export const makeQueues = async (deployment: Deployment, client: SQSClient, region: string): Promise<void> => {
  const all = deployment.ofType('AWS::SQS::Queue');
  // A dead-letter queue must be there before the queue that names it.
  for (const pass of [
    all.filter((one) => !one.properties.RedrivePolicy),
    all.filter((one) => one.properties.RedrivePolicy),
  ])
    await Promise.all(pass.map((queue) => makeQueue(client, queue, region)));
};
