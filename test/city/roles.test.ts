/** Each function, with its own key, through the door: what its role does not say is refused, by the engine's own words. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { functionNames } from '#infra/functions.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { boot } from './support.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});
afterAll(() => city.stop());

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    return (error as Error).name;
  }
};

test.each(functionNames)('%s may do nothing outside its role', async (name) => {
  const env = city.env(`onetrip-${name}`);
  const config = {
    region: env.AWS_REGION ?? '',
    endpoint: env.AWS_ENDPOINT_URL ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
    maxAttempts: 1,
  };
  const dynamodb = new DynamoDBClient(config);
  const tables = city.deployment
    .ofType('AWS::DynamoDB::GlobalTable')
    .concat(city.deployment.ofType('AWS::DynamoDB::Table'));
  const queues = city.deployment.ofType('AWS::SQS::Queue');
  const buckets = city.deployment.ofType('AWS::S3::Bucket');
  const foreign = `${name === 'public' ? 'none' : 'somebody-elses'}-secret`;
  expect(tables.length).toBeGreaterThan(6);
  const outcomes = await Promise.all([
    ...tables.map((table) => refusal(dynamodb.send(new ScanCommand({ TableName: table.name })))),
    ...queues.map((queue) =>
      refusal(
        new SQSClient(config).send(
          new PurgeQueueCommand({ QueueUrl: `${config.endpoint}/000000000000/${queue.name}` }),
        ),
      ),
    ),
    ...buckets.map((bucket) =>
      refusal(
        new S3Client({ ...config, forcePathStyle: true }).send(
          new DeleteObjectCommand({ Bucket: bucket.name, Key: 'x' }),
        ),
      ),
    ),
    refusal(new SecretsManagerClient(config).send(new GetSecretValueCommand({ SecretId: foreign }))),
    refusal(
      new KMSClient(config).send(
        new ScheduleKeyDeletionCommand({ KeyId: city.deployment.ofType('AWS::KMS::Key')[0]?.name ?? '' }),
      ),
    ),
  ]);
  expect(new Set(outcomes.map((o) => (/AccessDenied/.test(o) ? 'AccessDenied' : o)))).toEqual(
    new Set(['AccessDenied']),
  );
});
