/** The archive over real buckets and tables, and its packages opened as whoever holds their key opens them. */
import { createDecipheriv } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { type ArchiveDeps, archiveCase } from '#functions/cases/archive/archive.ts';
import { archivesStore } from '#functions/cases/archive/archives.store.ts';
import { packageKey } from '#functions/cases/archive/package-key.ts';
import { packages } from '#functions/cases/archive/packages.client.ts';
import { unzipped } from '#functions/cases/archive/unzip.ts';
import { caseFileBytes } from '#functions/cases/papers/files.client.ts';
import { counting } from '#test/engines/counting.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { freshBucket } from '#test/engines/storage.ts';
import { fonts } from '../certificates/world.ts';
import { papersWorld } from './papers/papers-world.ts';
import { KEYS } from './world.ts';

/** A library in which there is nothing. */
const NOTHING: ArchiveDeps['library'] = {
  certificates: { get: async () => undefined },
  files: {
    get: async () => {
      throw new Error('the library is empty');
    },
  },
};

export const opened = (id: string, path: string, bytes: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', packageKey(KEYS.kept, id), bytes.subarray(0, 12))
    .setAAD(Buffer.from(path))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
};

/** `library`: each look into it is a boundary at which the function may die. */
export const archiveRoom = async (start: string, { crash = crashPoints(), library = NOTHING } = {}) => {
  const world = await papersWorld(start, crash);
  const bucket = await freshBucket();
  counting(bucket.client, crash);
  const store = packages(bucket.client, bucket.name, 'GOVERNANCE');
  const deps = {
    ...world.deps,
    bytes: caseFileBytes(world.bucket.client, world.bucket.name),
    library: {
      certificates: { get: crash.around(library.certificates.get) },
      files: { get: crash.around(library.files.get) },
    },
    archives: archivesStore(world.client, world.table),
    packages: store,
    fonts,
  };
  const keys = async () =>
    ((await bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name }))).Contents ?? []).map(
      ({ Key }) => Key ?? '',
    );
  const whole = async (id: string): Promise<Buffer> =>
    store.get({ case: id, sha256: (await deps.archives.get(id))?.sha256 ?? '' });
  /** Paths below data/ to what lies there, closed no more. */
  const content = async (id: string): Promise<Map<string, Buffer>> =>
    new Map(
      [...(await unzipped(id, await whole(id)))].flatMap(([path, bytes]): [string, Buffer][] => {
        const plain = /^data\/(.*)\.aes$/.exec(path)?.[1];
        return plain === undefined ? [] : [[plain, opened(id, plain, bytes)]];
      }),
    );
  return { world, bucket, store, deps, keys, whole, content, archive: archiveCase(deps), crash };
};
