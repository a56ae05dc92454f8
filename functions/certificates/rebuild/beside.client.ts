/** What stands beside the certificates in the index and in S3: the library's keys, electronic seals, copies, and status lists. */
import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { SealKey } from '#schemas/seal.ts';
import { CopyDescription } from '../copies/stored-copy.ts';
import { ElectronicSeal } from '../ofd/seal/seals.store.ts';
import { KeyChangeFile, keyChangeKey, sealedChange } from '../seal/key-change.ts';
import { lastMade } from '../status/lists.client.ts';
import { madeKey } from '../status/lists.store.ts';
import { keyOf } from '../stored.ts';
import { readText } from './folders.client.ts';
import type { Item } from './items.ts';

async function* textsUnder(s3: S3Client, Bucket: string, Prefix: string): AsyncGenerator<readonly [string, string]> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
    for (const { Key = '' } of Contents) yield [Key, await readText(s3, Bucket, Key)];
}

export async function* keysAndSeals(s3: S3Client, bucket: string, keys: HubKeys): AsyncGenerator<Item> {
  const known = new Map<string, SealKey>();
  for await (const [name, text] of textsUnder(s3, bucket, 'keys/'))
    if (name.startsWith('keys/seals/')) {
      const seal = ElectronicSeal.parse(JSON.parse(text));
      yield { ...keyOf.electronicSeal(seal.sealer, seal.authority), ...seal };
    } else if (name.startsWith('keys/changes/')) {
      const change = KeyChangeFile.parse(JSON.parse(text));
      yield { ...keyChangeKey(change.key.keyId, change.key.revision), ...sealedChange(keys, change) };
    } else {
      const key = SealKey.parse(JSON.parse(text));
      const before = known.get(key.keyId);
      if (!before || key.revision > before.revision) known.set(key.keyId, key);
    }
  for (const key of known.values()) yield { ...keyOf.sealKey(key.keyId), ...key };
}

/** Copies as they were described; redeemed or not is then not known, so they are redeemed no more. */
export async function* copies(s3: S3Client, bucket: string): AsyncGenerator<Item> {
  for await (const [, text] of textsUnder(s3, bucket, 'copies/made/')) {
    const made = CopyDescription.parse(JSON.parse(text));
    const { identifier, copy, case: of, matter, department, madeAt, expiresAt } = made;
    yield { ...keyOf.copyItem(copy), ...made };
    for (const sha256 of Object.values(made.files))
      if (sha256 !== undefined)
        yield {
          ...keyOf.file(sha256),
          ...{ v: 1, kind: 'copy', identifier, copy, case: of, matter, department, madeAt, expiresAt },
        };
  }
}

/** Which status lists were made last, so that they are shown at once; the next making is of the entries that were rebuilt. */
export async function* statusLists(s3: S3Client, bucket: string): AsyncGenerator<Item> {
  for (const [list, made] of await lastMade(s3, bucket)) yield { ...madeKey(list), ...made };
}
