/** The fixture deployment on running engines, with clients that call as one of its functions. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Engines, startEngines } from '#infra/local/engines/engines.ts';
import { freePort } from '#infra/local/engines/port.ts';
import type { Deployed, Deployment } from '#infra/local/template.ts';
import { deployment, type FixtureFunction } from './assembly.ts';

export interface World {
  readonly engines: Engines;
  readonly deployment: Deployment;
  /** By logical id. */
  resource(id: string): Deployed;
  queueUrl(id: string): string;
}

export const startWorld = async (functions: readonly FixtureFunction[], data?: string): Promise<World> => {
  const port = await freePort();
  const url = (name: string) => `http://127.0.0.1:${port}/000000000000/${name}`;
  const read = deployment(functions, url);
  const resource = (id: string): Deployed => {
    const found = read.resources.find((one) => one.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  const engines = await startEngines(read, { port, ...(data ? { data } : {}) });
  return { engines, deployment: read, resource, queueUrl: (id) => url(resource(id).name) };
};

/** Clients with the key of a function, as its Lambda would have them. `attempts` = 1 switches the SDK's retries off. */
export const clientsOf = ({ engines }: World, fn: string, attempts = 1) => {
  const env = engines.env(fn);
  const config = {
    endpoint: String(env.AWS_ENDPOINT_URL),
    region: String(env.AWS_REGION),
    maxAttempts: attempts,
    credentials: {
      accessKeyId: String(env.AWS_ACCESS_KEY_ID),
      secretAccessKey: String(env.AWS_SECRET_ACCESS_KEY),
      sessionToken: String(env.AWS_SESSION_TOKEN),
    },
  };
  return {
    config,
    dynamodb: new DynamoDBClient(config),
    s3: new S3Client(config),
    sqs: new SQSClient(config),
    kms: new KMSClient(config),
    secrets: new SecretsManagerClient(config),
  };
};
