/**
 * Fresh tables on real DynamoDB Local, under a name of their own, and gone with the test file: three times a second DynamoDB Local reads what it
 * knows of every table there is, and came to spend half its time so. Mostly without their streams, which no room reads: for each write to a table with a
 * stream DynamoDB Local looks through the streams of all tables that there ever were, and came to spend four fifths of its time so. Whole cities
 * have them.
 */
import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { portOpen } from '#infra/local/engines/port.ts';
import type { TableName } from '#infra/tables.ts';
import { takeAwayLater } from './leftovers.ts';

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
export const region = 'us-east-1';

/** Address of DynamoDB Local once it answers. Throws one clear line without Java. */
const dynamodbEndpoint = async (): Promise<string> => {
  const missing = inject('dynamodbMissing');
  if (missing) throw new Error(missing);
  const port = inject('dynamodbPort');
  await portOpen(port, 'DynamoDB Local');
  return `http://127.0.0.1:${port}`;
};

/** A document client of its own, so that middleware added by one test stays with it. */
export const documentClient = (endpoint: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }), {
    marshallOptions: { removeUndefinedValues: true },
  });

let ours: DynamoDBClient | undefined;
/** By a client that no test has changed. */
const drop = (endpoint: string, TableName: string): Promise<unknown> => {
  ours ??= new DynamoDBClient({ endpoint, region, credentials });
  return ours.send(new DeleteTableCommand({ TableName }));
};

const create = (client: DynamoDBDocumentClient, name: string, streamed: boolean) =>
  client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      ...(streamed ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } } : {}),
    }),
  );

export interface FreshTables<N extends TableName> {
  readonly names: Record<N, string>;
  readonly client: DynamoDBDocumentClient;
  readonly endpoint: string;
}

const made = async <N extends TableName>(wanted: readonly N[], streamed: boolean): Promise<FreshTables<N>> => {
  const endpoint = await dynamodbEndpoint();
  const client = documentClient(endpoint);
  const prefix = `tst${randomBytes(5).toString('hex')}`;
  const names = Object.fromEntries(wanted.map((name) => [name, `${prefix}-${name}`])) as Record<N, string>;
  await Promise.all(wanted.map((name) => create(client, names[name], streamed)));
  for (const name of wanted) takeAwayLater(() => drop(endpoint, names[name]));
  return { names, client, endpoint };
};

/** Makes the named tables, empty, and a client for them. */
export const freshTables = <N extends TableName>(...wanted: readonly N[]): Promise<FreshTables<N>> =>
  made(wanted, false);

/** The same with their streams, for what reads them. */
export const streamedTables = <N extends TableName>(...wanted: readonly N[]): Promise<FreshTables<N>> =>
  made(wanted, true);
