/** What the asked function stands on: real tables, the city's registry with a grant for each question of the bar, secrets. */
import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clients } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { resources } from '#city/resources/index.ts';
import { ENVIRONMENT } from '#functions/kernel/environment.ts';
import { tables } from '#infra/tables.ts';
import { Grant } from '#schemas/grant.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { type JsonService, startJsonService } from '../engines/json-service.ts';
import { seed } from '../seed.ts';
import type { Question } from './protocol.ts';

export const ASKING_CLIENT = 'one-window-system';
export const PURPOSE = 'hostile-bar';

const CREDENTIALS = { accessKeyId: 'hostile', secretAccessKey: 'hostile' };
const REGION = 'us-east-1';

const grantFor = ({ resource, fields }: Question): Grant =>
  Grant.parse({
    v: 1,
    revision: 1,
    kind: 'grant',
    id: `hostile-${resource.replace('/', '-')}`,
    state: 'active',
    consumer: 'one-window',
    resource,
    resourceVersion: resources.find(({ id }) => id === resource)?.version ?? 1,
    purposes: [{ kind: 'standing', code: PURPOSE, legalBasis: '测试 for the bar of hostile departments' }],
    parties: [{ role: 'applicant', ground: '测试', level: 'fields' }],
    fields: [...fields],
    from: '2020-01-01T00:00:00+08:00',
    until: '2099-01-01T00:00:00+08:00',
  });

/** A system without a key counts as the officers' console; nobody signs in here, so any will do. */
const KEY = { kty: 'EC', kid: 'hostile', crv: 'P-256' } as const;

const registry = (questions: readonly Question[]): RegistryItem[] => [
  ...departments,
  ...clients.filter(({ id }) => id.endsWith('-system')).map((client) => ({ ...client, keys: [KEY] }) as RegistryItem),
  ...resources,
  ...questions.map(grantFor),
];

export interface Ground {
  /** Of the function that is asked; `secret`: the name under which its department's secret stands. */
  environment(secret: string): Record<string, string>;
  keepSecret(name: string, text: string): void;
  stop(): Promise<void>;
}

const tableOf = (key: string): string | undefined => {
  const word = key
    .replace(/_TABLE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');
  return key.endsWith('_TABLE') ? Object.keys(tables).find((name) => name.startsWith(word)) : undefined;
};

const startSecrets = async (kept: ReadonlyMap<string, string>): Promise<JsonService> =>
  startJsonService({ GetSecretValue: ({ SecretId }: { SecretId: string }) => ({ SecretString: kept.get(SecretId) }) });

/** `endpoint`: DynamoDB Local, where the tables get names of their own. */
export const openGround = async (endpoint: string, questions: readonly Question[]): Promise<Ground> => {
  const dynamodb = new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  const prefix = `hostile-${randomBytes(4).toString('hex')}`;
  const named = (table: string): string => `${prefix}-${table}`;
  const keys = ['pk', 'sk'] as const;
  for (const table of Object.keys(tables))
    await dynamodb.send(
      new CreateTableCommand({
        TableName: named(table),
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  const target = { registry: named('registry'), snapshots: named('snapshots'), due: named('due') };
  await seed({ dynamodb, tables: target, now: Date.now() }, registry(questions));
  dynamodb.destroy();

  const secrets = new Map([['hub', JSON.stringify({ version: 1, master: randomBytes(32).toString('hex') })]]);
  const vault = await startSecrets(secrets);
  const places = Object.fromEntries(
    // Queues and buckets are nobody's here: nothing of the bar reaches for them.
    ENVIRONMENT.map((key) => {
      const table = tableOf(key);
      return [key, table ? named(table) : 'none'];
    }),
  );
  return {
    environment: (secret) => ({
      ...places,
      HUB_SECRET_ID: 'hub',
      DEPARTMENT_SECRET_ID: secret,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${vault.port}`,
    }),
    keepSecret: (name, text) => void secrets.set(name, text),
    stop: () => vault.stop(),
  };
};
