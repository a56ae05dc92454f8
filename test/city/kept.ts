/** Everything that a running city keeps or has said, read past all roles. */
import { gunzipSync } from 'node:zlib';
import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { LocalCity } from '#infra/local/city.ts';

const unpacked = (bytes: Uint8Array): string => {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
};
/** Text of an attribute, with what is packed in it unpacked. */
const textOf = (value: AttributeValue): string => {
  if (value.B) return unpacked(value.B);
  if (value.M)
    return Object.entries(value.M)
      .map(([name, inner]) => `${name} ${textOf(inner)}`)
      .join(' ');
  if (value.L) return value.L.map(textOf).join(' ');
  return String(value.S ?? value.N ?? value.SS?.join(' ') ?? '');
};

export interface Item {
  readonly table: string;
  readonly keys: string;
  /** All attributes beside the keys. */
  readonly rest: string;
}

/** Of every table. */
export const itemsOf = async ({ admin, deployment }: LocalCity): Promise<Item[]> => {
  const inside = deployment.ofType('AWS::DynamoDB::Table').map(async ({ name: table }) => {
    const items: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client: admin.dynamodb }, { TableName: table }))
      for (const { pk = { S: '' }, sk = { S: '' }, ...rest } of Items)
        items.push({ table, keys: `${textOf(pk)} ${textOf(sk)}`, rest: textOf({ M: rest }) });
    return items;
  });
  return (await Promise.all(inside)).flat();
};

/** Bodies of what no function has taken, dead letters among them. */
export const queueTexts = async ({ admin: { sqs } }: LocalCity): Promise<string[]> => {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const read = (QueueUrl: string) =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }));
  return (await Promise.all(QueueUrls.map(read))).flatMap(({ Messages = [] }) =>
    Messages.map(({ Body }) => Body ?? ''),
  );
};

/** Of every bucket. `said`: metadata. */
export const filesOf = async ({ admin: { s3 }, deployment }: LocalCity) => {
  const read = async (Bucket: string, Key: string) => {
    const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return { key: Key, said: JSON.stringify(Metadata), bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
  };
  const inside = deployment.ofType('AWS::S3::Bucket').map(async ({ name: Bucket }) => {
    const files: Awaited<ReturnType<typeof read>>[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket }))
      files.push(...(await Promise.all(Contents.map(({ Key = '' }) => read(Bucket, Key)))));
    return files;
  });
  return (await Promise.all(inside)).flat();
};

/** Lines of every function. */
export const linesOf = ({ pool }: LocalCity): string[] => pool.functions.flatMap(({ name }) => [...pool.logs(name)]);
