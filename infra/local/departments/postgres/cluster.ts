/** A fresh PostgreSQL cluster in memory. What initdb makes is kept beside the packages: it is two thirds of the cost of every start. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** By version of PGlite, so that an update starts anew. */
const keptFile = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(modules, '@electric-sql/pglite/package.json'), 'utf8'));
  return join(modules, '.cache/onetrip', `pglite-${version}.tar`);
};

/** Whole or not at all: several starts may write at once, and a disk may be full or read-only. */
const keep = async (db: PGlite, file: string): Promise<void> => {
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, await (await db.dumpDataDir('none')).bytes());
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
};

const fromKept = async (file: string): Promise<PGlite | undefined> => {
  try {
    return await PGlite.create({ loadDataDir: new Blob([await readFile(file)]) });
  } catch {
    return undefined;
  }
};

export const freshCluster = async (): Promise<PGlite> => {
  const file = await keptFile();
  const kept = await fromKept(file);
  if (kept) return kept;
  const db = await PGlite.create();
  await keep(db, file);
  return db;
};
