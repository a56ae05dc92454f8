/** Table `cases`: which files were uploaded to a case. Their digests are sealed; their names are keyed. */
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { CaseFile } from '#schemas/case-file.ts';

/** A file and where its bytes lie. */
const FoundFile = CaseFile.extend({ name: z.string() });
type FoundFile = z.infer<typeof FoundFile>;

/** With the version of the key under which its bytes are sealed. */
export type UploadedFile = FoundFile & { readonly key: number };

export interface CaseFilesStore {
  /** Consistent; in order of upload. One call for as many as a case may have. */
  all(id: string): Promise<UploadedFile[]>;
  /** Safe to repeat: the first stays. */
  add(id: string, file: UploadedFile): Promise<void>;
}

const Stored = z.object({ key: z.int(), sealed: z.string() });
const placeOf = (id: string, name: string): string => `case-file ${id} ${name}`;

export const caseFilesStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
  keysOf: () => Promise<HubKeys>,
): CaseFilesStore => ({
  all: async (id) => {
    const keys = await keysOf();
    const files: UploadedFile[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :case AND begins_with(sk, :file)',
          ExpressionAttributeValues: { ':case': `case#${id}`, ':file': 'file#' },
          ExclusiveStartKey: from,
        }),
      );
      for (const item of Items) {
        const { key, sealed } = Stored.parse(item);
        const name = String(item.sk).slice('file#'.length);
        const text = open(keysOfVersion(keys, key).kept, placeOf(id, name), sealed);
        files.push({ ...FoundFile.parse({ ...JSON.parse(text), name }), key });
      }
      from = LastEvaluatedKey;
    } while (from);
    return files.toSorted((a, b) => (a.at === b.at ? (a.name < b.name ? -1 : 1) : a.at < b.at ? -1 : 1));
  },
  add: async (id, { name, key, ...file }) => {
    const { kept } = keysOfVersion(await keysOf(), key);
    const Item = {
      pk: `case#${id}`,
      sk: `file#${name}`,
      v: 1,
      key,
      sealed: seal(kept, placeOf(id, name), JSON.stringify(file)),
    };
    try {
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
    }
  },
});
