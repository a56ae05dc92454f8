/** Once per run: the engines that the tests share, and one folder for everything temporary, so that a worker that is killed leaves nothing behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDynamoDbLocal } from '#infra/local/engines/dynamodb-local.ts';
import { startStorage } from '#infra/local/engines/fauxqs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    dynamodbPort: number;
    storagePort: number;
    /** Why DynamoDB Local is not there; empty when it is. */
    dynamodbMissing: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const temporary = mkdtempSync(join(tmpdir(), 'onetrip-tests-'));
  // Workers inherit it, and every program that they start.
  process.env.TMPDIR = temporary;
  process.env.NODE_COMPILE_CACHE = join(temporary, 'compiled');
  // Cities of one run share their bundles.
  process.env.ONETRIP_BUNDLED = temporary;
  // A large back-fill (test/functions/certificates/back-fills/volume.test.ts) leaves more files than memory holds.
  const kept = process.env.ONETRIP_BACK_FILL ? { folder: join(temporary, 'storage') } : {};
  const [database, storage] = await Promise.allSettled([startDynamoDbLocal(), startStorage(kept)]);
  if (storage.status === 'rejected') throw storage.reason;
  const started = database.status === 'fulfilled';
  project.provide('dynamodbPort', started ? database.value.port : 0);
  project.provide('dynamodbMissing', started ? '' : String((database.reason as Error).message));
  project.provide('storagePort', storage.value.port);
  return async () => {
    await Promise.all([started ? database.value.stop() : undefined, storage.value.stop()]);
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
}
