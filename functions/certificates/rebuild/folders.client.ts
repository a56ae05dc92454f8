/** The files of certificates, certificate by certificate, in the order of their names. */
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { HoldFile } from '../legal-hold/stored-hold.ts';
import { sha256Hex } from '../master.ts';
import { OperationFile } from '../operations/stored-operation.ts';
import { IssuedFile, UsedFile } from '../relay/kept.ts';
import type { Folder } from './items.ts';

export interface Named {
  /** certificates/type/issuer/serial/version */
  readonly name: string;
  readonly keys: readonly string[];
}

const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));

/** Every folder behind `after` (the last key of one that was taken). */
export async function* foldersOf(s3: S3Client, Bucket: string, after?: string): AsyncGenerator<Named> {
  const ask = { Bucket, Prefix: 'certificates/', ...(after === undefined ? {} : { StartAfter: after }) };
  let keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, ask))
    for (const { Key = '' } of Contents) {
      const [first] = keys;
      if (first !== undefined && folderOf(first) !== folderOf(Key)) {
        yield { name: folderOf(first), keys };
        keys = [];
      }
      keys.push(Key);
    }
  const [first] = keys;
  if (first !== undefined) yield { name: folderOf(first), keys };
}

/** Throws when the bytes are not what their name says. */
export const readText = async (s3: S3Client, Bucket: string, Key: string): Promise<string> => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const text = await Body?.transformToString();
  const digest = /([0-9a-f]{64})\.\w+$/.exec(Key)?.[1];
  if (text === undefined || sha256Hex(text) !== digest) throw new Error('file differs from its name');
  return text;
};

const ending = (kind: string) => (key: string) => key.endsWith(`.${kind}`);

/** Undefined for what was never issued. Throws for files that are missing or are not what they should be. */
export const readFolder = async (s3: S3Client, Bucket: string, { name, keys }: Named): Promise<Folder | undefined> => {
  const read = async (kind: string): Promise<unknown[]> => {
    const texts = await Promise.all(keys.filter(ending(kind)).map((key) => readText(s3, Bucket, key)));
    return texts.map((text) => JSON.parse(text));
  };
  const acts = await read('operation');
  const isIssue = (file: unknown): boolean => IssuedFile.safeParse(file).success;
  const [found, ...more] = acts.filter(isIssue);
  if (!found) return undefined;
  if (more.length > 0) throw new Error('issued twice');
  const { issued } = IssuedFile.parse(found);
  return {
    issued,
    master: await readText(s3, Bucket, `${name}/${issued.files.json}.json`),
    operations: acts.filter((file) => !isIssue(file)).map((file) => OperationFile.parse(file)),
    holds: (await read('legalhold')).map((file) => HoldFile.parse(file)),
    uses: (await read('used')).map((file) => UsedFile.parse(file).use),
  };
};
