/** Where the hub stands on this machine: the names and secrets that the runner itself needs of the deployment. */
import { createPublicKey } from 'node:crypto';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { type HubKeys, hubKeys } from '#functions/kernel/digest.ts';
import type { TicketIssuer } from '#schemas/department.ts';
import { pascal } from '../pin.ts';
import type { Deployment } from './template.ts';

/** Physical name of a resource whose logical id is pinned. Throws when it is not there. */
export const nameOf = (deployment: Deployment, id: string): string => {
  const found = deployment.resources.find((resource) => resource.id === id);
  if (!found) throw new Error(`the templates hold no ${id}`);
  return found.name;
};

/** The hub's keys; the stand-in ticket issuer needs them, as the case layer will. */
export const keysOfHub = async (deployment: Deployment, secrets: SecretsManagerClient): Promise<HubKeys> => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: nameOf(deployment, 'HubSecret') }));
  return hubKeys(SecretString ?? '');
};

/** What an operator does by hand: registers the key with which the case layer signs tickets. */
export const caseLayerKey = async (deployment: Deployment, kms: KMSClient): Promise<TicketIssuer['key']> => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: nameOf(deployment, 'TicketKey') }));
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  const jwk = key.export({ format: 'jwk' }) as JWK;
  return { ...jwk, kty: 'EC', kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
};

/** What an operator does by hand: writes how a department's system is reached into its secret. */
export const tellDepartment = async (
  deployment: Deployment,
  secrets: SecretsManagerClient,
  department: string,
  secret: object,
): Promise<void> => {
  const SecretId = nameOf(deployment, `${pascal(department)}Secret`);
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }));
};

/** The engine labels streams itself: the template's ARN of a stream to the real one. */
export const realStreams =
  (dynamodb: DynamoDBClient) =>
  async (arn: string): Promise<string> => {
    const TableName = /table\/([^/]+)\/stream/.exec(arn)?.[1];
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    return Table?.LatestStreamArn ?? arn;
  };
