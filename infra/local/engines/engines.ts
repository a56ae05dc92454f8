/** All engines of one machine behind one door, filled with what the deployment says. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EngineControls } from '../proxy/controls.ts';
import { arnsOf } from '../proxy/needs/arns.ts';
import { type Principal, principalsOf } from '../proxy/principals.ts';
import { startProxy } from '../proxy/proxy.ts';
import type { OnWrite } from '../proxy/writes.ts';
import type { Deployed, Deployment } from '../template.ts';
import { startDynamoDbLocal } from './dynamodb-local.ts';
import { startStorage } from './fauxqs.ts';
import { startKms } from './kms.ts';
import { makeBuckets, makeQueues, makeTables } from './provision.ts';
import { startSecrets } from './secrets.ts';

export interface EngineOptions {
  /** Folder that is kept between runs; everything is in memory when absent. */
  readonly data?: string;
  /** Port of the door; queue URLs name it, so it must be the one that the deployment was read with. */
  readonly port?: number;
  /** Port of a DynamoDB Local that runs already, and is stopped by who started it. */
  readonly database?: number | undefined;
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

export interface Engines {
  /** Address of the door. */
  readonly endpoint: string;
  /** What Lambda would give the function (by name, logical id or resource): region, its own key, the address of the door. */
  env(fn: Deployed | string): Record<string, string>;
  readonly controls: EngineControls;
  /** What went through the door. */
  readonly onWrite: OnWrite;
  /** Port of DynamoDB Local, without a door. */
  readonly database: number;
  /** Clients with full rights, for the runner itself. */
  readonly admin: {
    readonly dynamodb: DynamoDBClient;
    readonly s3: S3Client;
    readonly sqs: SQSClient;
    readonly kms: KMSClient;
    readonly secrets: SecretsManagerClient;
  };
  /** The same as environment variables, for the runner's own programs. */
  readonly adminEnv: Record<string, string>;
  stop(): Promise<void>;
}

const variables = (endpoint: string, region: string, { keyId, secret }: Principal): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: keyId,
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_SESSION_TOKEN: randomBytes(24).toString('base64url'),
  AWS_ENDPOINT_URL: endpoint,
});

const clients = (endpoint: string, region: string, { keyId, secret }: Principal) => {
  const config = { endpoint, region, credentials: { accessKeyId: keyId, secretAccessKey: secret } };
  return {
    dynamodb: new DynamoDBClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
    kms: new KMSClient(config),
    secrets: new SecretsManagerClient(config),
  };
};

/** Like Promise.all, but fails only when everything has settled: what still starts could not be stopped. */
const all = async <T extends readonly Promise<unknown>[]>(starting: readonly [...T]) => {
  await Promise.allSettled(starting);
  return Promise.all(starting);
};

/** One that somebody else started. */
const running = async (port: number) => ({ port, ready: async () => undefined });

/** Throws one clear line when Java is missing or the port is taken; nothing is left running then. */
export const startEngines = async (deployment: Deployment, options: EngineOptions = {}): Promise<Engines> => {
  const { data, partition = 'aws', region = 'us-east-1', account = '000000000000' } = options;
  const kept = (name: string) => (data ? { folder: join(data, name) } : {});
  const principals = principalsOf(deployment);
  await using started = new AsyncDisposableStack();
  const stoppable = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> =>
    started.adopt(await starting, (one) => one.stop());

  const [database, storage, kms, secrets] = await all([
    options.database === undefined ? stoppable(startDynamoDbLocal(kept('dynamodb'))) : running(options.database),
    stoppable(startStorage({ ...kept('storage'), region })),
    stoppable(startKms(deployment, kept('kms').folder)),
    stoppable(startSecrets(deployment, data && join(data, 'secrets.json'))),
  ]);
  const { port: dynamodb } = database;
  const ports = { dynamodb, s3: storage.port, sqs: storage.port, kms: kms.port, secretsmanager: secrets.port };
  const door = options.port === undefined ? {} : { port: options.port };
  const arns = arnsOf(deployment, { partition, region, account });
  const streams = new Map<string, string>();
  const proxy = await stoppable(startProxy({ ...door, principals, arns, engines: ports, streams }));
  const endpoint = `http://127.0.0.1:${proxy.port}`;
  const admin = started.adopt(clients(endpoint, region, principals.runner), (own) => {
    for (const client of Object.values(own)) client.destroy();
  });
  const makeTablesAndStreams = async () => {
    await database.ready();
    for (const [known, own] of await makeTables(deployment, admin.dynamodb)) streams.set(known, own);
  };
  await Promise.all([
    makeTablesAndStreams(),
    makeBuckets(deployment, admin.s3),
    makeQueues(deployment, admin.sqs, region),
  ]);
  proxy.controls.reset();
  const held = started.move();
  return {
    endpoint,
    env: (fn) => variables(endpoint, region, principals.ofFunction(typeof fn === 'string' ? fn : fn.name)),
    controls: proxy.controls,
    onWrite: proxy.onWrite,
    database: dynamodb,
    admin,
    adminEnv: variables(endpoint, region, principals.runner),
    stop: () => held.disposeAsync(),
  };
};
