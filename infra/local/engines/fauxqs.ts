/** S3 and SQS on one machine, inside this process. */
import { mkdirSync } from 'node:fs';
import { startFauxqs } from 'fauxqs';

export interface Fauxqs {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts on a free port (of every interface: it takes no address), in memory or (with `folder`) kept on disk: queues in SQLite, objects as files. */
export const startStorage = async (options: { folder?: string; region?: string } = {}): Promise<Fauxqs> => {
  if (options.folder) mkdirSync(`${options.folder}/objects`, { recursive: true });
  return startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    ...(options.region ? { defaultRegion: options.region } : {}),
    ...(options.folder ? { dataDir: options.folder, s3StorageDir: `${options.folder}/objects` } : {}),
  });
};
