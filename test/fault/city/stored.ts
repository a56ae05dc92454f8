/** What stands in the stores after all. A test may scan. */

import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { fileKey } from '#functions/certificates/files.client.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { nameOf } from '#infra/local/places.ts';

// biome-ignore lint/suspicious/noExplicitAny: items of all kinds; the checks read what each kind holds
export type Item = Record<string, any> & { readonly pk: string; readonly sk: string };

export interface Stored {
  readonly exchanges: readonly Item[];
  readonly certificates: readonly Item[];
  readonly uses: readonly Item[];
  /** Keys of certificate files that the index names and the bucket does not hold. */
  readonly missingFiles: readonly string[];
  /** Messages in each queue of dead letters. */
  readonly dead: Readonly<Record<string, number>>;
}

const scan = async (city: LocalCity, id: string): Promise<Item[]> => {
  const client = DynamoDBDocumentClient.from(city.admin.dynamodb);
  const items: Item[] = [];
  const pages = paginateScan({ client }, { TableName: nameOf(city.deployment, id), ConsistentRead: true });
  for await (const { Items = [] } of pages) items.push(...(Items as Item[]));
  return items;
};

const missing = async (city: LocalCity, certificates: readonly Item[]): Promise<string[]> => {
  const Bucket = nameOf(city.deployment, 'CertificatesBucket');
  const keys = certificates
    .filter(({ sk }) => sk === 'certificate')
    .flatMap(({ type, identifier, files }) =>
      (['json', 'seal', 'pdf'] as const).map((kind) => fileKey(type, identifier, kind, files[kind])),
    );
  const held = await Promise.all(
    keys.map((Key) =>
      city.admin.s3.send(new HeadObjectCommand({ Bucket, Key })).then(
        () => true,
        (error: Error) => {
          if (error.name === 'NotFound') return false;
          throw error;
        },
      ),
    ),
  );
  return keys.filter((_, i) => !held[i]);
};

const urlOf = async (city: LocalCity, QueueName: string) =>
  (await city.admin.sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;

const dead = async (city: LocalCity): Promise<Record<string, number>> => {
  const queues = city.deployment.ofType('AWS::SQS::Queue').filter(({ id }) => /DeadLetters/.test(id));
  const counted = queues.map(async ({ id, name }) => {
    const AttributeNames = ['ApproximateNumberOfMessages' as const];
    const QueueUrl = await urlOf(city, name);
    const { Attributes } = await city.admin.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return [id, Number(Attributes?.ApproximateNumberOfMessages)] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
};

export const readStored = async (city: LocalCity): Promise<Stored> => {
  const [exchanges, certificates, uses] = await Promise.all([
    scan(city, 'ExchangesTable'),
    scan(city, 'CertificatesTable'),
    scan(city, 'UsesTable'),
  ]);
  // A beat among the records is none.
  const records = exchanges.filter(({ beat }) => beat === undefined);
  return {
    exchanges: records,
    certificates,
    // Cases stand beside the lines, for who asks what a change would break.
    uses: uses.filter(({ line }) => line !== undefined),
    missingFiles: await missing(city, certificates),
    dead: await dead(city),
  };
};

/** A message whose consumer died is seen again after seconds, not after three minutes, so that a test can wait for it. */
export const shortVisibility = async (city: LocalCity, seconds: number): Promise<void> => {
  const QueueUrl = await urlOf(city, nameOf(city.deployment, 'UsesQueue'));
  const Attributes = { VisibilityTimeout: String(seconds) };
  await city.admin.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
};
