/** How far each shard has been read. Kept in the data folder, so that a city that starts again does not tell everything twice. */
import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Checkpoints {
  read(stream: string, shard: string): string | undefined;
  write(stream: string, shard: string, sequence: string): Promise<void>;
}

const load = (file: string): Record<string, string> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
};

/** Without `file` they live in memory. */
export const checkpoints = (file?: string): Checkpoints => {
  const known = file === undefined ? {} : load(file);
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  let writing = Promise.resolve();
  const keep = async (path: string) => {
    await writeFile(`${path}.new`, JSON.stringify(known));
    await rename(`${path}.new`, path);
  };
  return {
    read: (stream, shard) => known[`${stream} ${shard}`],
    write: async (stream, shard, sequence) => {
      known[`${stream} ${shard}`] = sequence;
      if (file === undefined) return;
      writing = writing.then(() => keep(file));
      await writing;
    },
  };
};
