/** One contender in a process of its own, so that its processor time is its own. Serves until its parent goes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { importJWK, type JWK } from 'jose';
import { type ContenderName, listener, type Means } from './contenders.ts';

export interface Order {
  readonly name: ContenderName;
  readonly department: string;
  readonly endpoint: string;
  readonly tables: Means['tables'];
  readonly key: JWK;
}
export interface Used {
  /** Processor time so far, microseconds. */
  readonly cpu: number;
  /** Calls of the database so far. */
  readonly calls: number;
}

let calls = 0;
const databaseAt = (endpoint: string): DynamoDBDocumentClient => {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const count = (next: (given: never) => unknown) => (given: never) => {
    calls += 1;
    return next(given);
  };
  client.middlewareStack.add(count as never, { step: 'finalizeRequest', name: 'count' });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};

const used = (): Used => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, calls };
};

const serve = async ({ name, department, endpoint, tables, key }: Order): Promise<number> => {
  const means = { department, tables, database: databaseAt(endpoint), key: await importJWK(key, 'RS256') };
  const server = createServer(listener(name, means));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

// The log of the hub is part of its work; where it goes is not.
process.on('disconnect', () => process.exit(0));
process.on('message', (order: Order | 'used') => {
  if (order === 'used') process.send?.(used());
  else void serve(order).then((port) => process.send?.(port));
});
