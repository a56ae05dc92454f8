/** What stands in table and bucket, for tests that look behind an answer. */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fileKey } from '#functions/certificates/files.client.ts';
import type { World } from '../world.ts';

export const itemOf = async ({ client, names }: World, Key: { readonly pk: string; readonly sk: string }) =>
  (await client.send(new GetCommand({ TableName: names.certificates, Key, ConsistentRead: true }))).Item;

export const putItem = ({ client, names }: World, Item: Record<string, unknown>) =>
  client.send(new PutCommand({ TableName: names.certificates, Item }));

/** The files of operations of a certificate, read. */
export const operationFiles = async ({ bucket }: World, type: string, identifier: string): Promise<unknown[]> => {
  const Prefix = fileKey(type, identifier, 'operation', '').replace(/\.operation$/, '');
  const { Contents = [] } = await bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name, Prefix }));
  const names = Contents.flatMap(({ Key = '' }) => (Key.endsWith('.operation') ? [Key] : []));
  const read = async (Key: string) => {
    const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    return JSON.parse((await Body?.transformToString()) ?? '');
  };
  return Promise.all(names.map(read));
};
