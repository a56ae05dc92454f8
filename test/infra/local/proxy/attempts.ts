/** Calls worth trying on each resource of a deployment, signed and sent without an SDK: there are many of them. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Principal } from '#infra/local/proxy/principals.ts';
import { signedHeaders } from '#infra/local/sources/sign.ts';
import type { Deployed, Deployment } from '#infra/local/template.ts';

export interface Attempt {
  /** As IAM names it. */
  readonly action: string;
  readonly resource: string;
  readonly target: string;
  readonly body: object;
}

const ON_TABLE = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DeleteTable', 'UpdateTable'];
const ON_QUEUE = ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'PurgeQueue', 'DeleteQueue'];
const ON_KEY = ['Sign', 'GetPublicKey', 'Verify', 'ScheduleKeyDeletion', 'PutKeyPolicy'];
const ON_SECRET = ['GetSecretValue', 'PutSecretValue', 'DeleteSecret'];

const onTable = ({ name, arn }: Deployed): Attempt[] => {
  const key = { TableName: name, Key: {} };
  const transact = (kind: string, action: string): Attempt => ({
    action: `dynamodb:${action}`,
    resource: arn,
    target: 'DynamoDB_20120810.TransactWriteItems',
    body: { TransactItems: [{ [kind]: key }] },
  });
  const batch = { RequestItems: { [name]: { Keys: [] } } };
  return [
    ...ON_TABLE.map((action) => ({
      action: `dynamodb:${action}`,
      resource: arn,
      target: `DynamoDB_20120810.${action}`,
      body: { TableName: name },
    })),
    { action: 'dynamodb:BatchGetItem', resource: arn, target: 'DynamoDB_20120810.BatchGetItem', body: batch },
    transact('ConditionCheck', 'ConditionCheckItem'),
    transact('Put', 'PutItem'),
    transact('Delete', 'DeleteItem'),
  ];
};

const onQueue = ({ name, arn }: Deployed): Attempt[] =>
  ON_QUEUE.map((action) => ({
    action: `sqs:${action}`,
    resource: arn,
    target: `AmazonSQS.${action}`,
    body: { QueueUrl: `http://127.0.0.1/000000000000/${name}` },
  }));

const onKey = ({ name, arn }: Deployed): Attempt[] =>
  ON_KEY.map((action) => ({
    action: `kms:${action}`,
    resource: arn,
    target: `TrentService.${action}`,
    body: { KeyId: name },
  }));

const onSecret = ({ arn }: Deployed): Attempt[] =>
  ON_SECRET.map((action) => ({
    action: `secretsmanager:${action}`,
    resource: arn,
    target: `secretsmanager.${action}`,
    body: { SecretId: arn },
  }));

const BY_TYPE: Readonly<Record<string, (resource: Deployed) => Attempt[]>> = {
  'AWS::DynamoDB::Table': onTable,
  'AWS::DynamoDB::GlobalTable': onTable,
  'AWS::SQS::Queue': onQueue,
  'AWS::KMS::Key': onKey,
  'AWS::SecretsManager::Secret': onSecret,
};

const onBucket = ({ arn }: Deployed): Attempt[] =>
  ['certificates/x', 'elsewhere/x'].flatMap((key) =>
    ['GetObject', 'PutObject', 'DeleteObject', 'PutObjectRetention', 'PutObjectLegalHold'].map((action) => ({
      action: `s3:${action}`,
      resource: `${arn}/${key}`,
      target: action,
      body: { Key: key },
    })),
  );

export const attemptsOn = ({ resources, ofType }: Deployment): Attempt[] => [
  ...resources.flatMap((resource) => BY_TYPE[resource.type]?.(resource) ?? []),
  ...ofType('AWS::S3::Bucket').flatMap(onBucket),
];

const FAR = new Date('2090-01-01');
type Place = { readonly Bucket: string; readonly Key: string };
const S3: Readonly<Record<string, (client: S3Client, place: Place) => Promise<unknown>>> = {
  GetObject: (client, place) => client.send(new GetObjectCommand(place)),
  PutObject: (client, place) => client.send(new PutObjectCommand({ ...place, Body: 'x' })),
  PutObjectRetention: (client, place) =>
    client.send(new PutObjectRetentionCommand({ ...place, Retention: { Mode: 'GOVERNANCE', RetainUntilDate: FAR } })),
  PutObjectLegalHold: (client, place) =>
    client.send(new PutObjectLegalHoldCommand({ ...place, LegalHold: { Status: 'ON' } })),
  DeleteObject: (client, place) => client.send(new DeleteObjectCommand(place)),
};

// Making a client costs more than a call.
const clients = new WeakMap<Principal, S3Client>();
const s3Client = (endpoint: string, principal: Principal): S3Client => {
  const credentials = { accessKeyId: principal.keyId, secretAccessKey: principal.secret };
  const client = clients.get(principal) ?? new S3Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  clients.set(principal, client);
  return client;
};

const askS3 = async (endpoint: string, principal: Principal, { target, resource }: Attempt): Promise<boolean> => {
  const [Bucket = '', ...key] = resource.replace(/^.*:::/, '').split('/');
  try {
    await S3[target]?.(s3Client(endpoint, principal), { Bucket, Key: key.join('/') });
    return true;
  } catch (error) {
    if ((error as Error).name === 'AccessDenied') return false;
    throw error;
  }
};

/** Sends it with the principal's key; false when it is refused as not authorised. Throws on any other refusal. */
export const ask = async (port: number, principal: Principal, attempt: Attempt): Promise<boolean> => {
  const url = new URL(`http://127.0.0.1:${port}/`);
  const [service = ''] = attempt.action.split(':');
  if (service === 's3') return askS3(url.href, principal, attempt);
  const body = JSON.stringify(attempt.body);
  const signer = { accessKeyId: principal.keyId, secretAccessKey: principal.secret, region: 'us-east-1', service };
  const headers = signedHeaders(signer, url, { 'x-amz-target': attempt.target }, body);
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.ok) return true;
  if (/AccessDenied/.test(text)) return false;
  throw new Error(`${attempt.target} answered ${answer.status}: ${text}`);
};
