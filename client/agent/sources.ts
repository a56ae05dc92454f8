/** The kinds of local sources. */
import * as z from 'zod';
import type { Source } from './source.ts';
import { DropSource, dropSource, FolderSource, folderSource } from './sources/folder.ts';
import { PostgresqlSource, postgresqlSource } from './sources/postgresql.ts';
import { RestSource, restSource } from './sources/rest.ts';
import { SqliteSource, sqliteSource } from './sources/sqlite.ts';

export const AnySource = z.discriminatedUnion('kind', [
  RestSource,
  PostgresqlSource,
  SqliteSource,
  FolderSource,
  DropSource,
]);
export type AnySource = z.infer<typeof AnySource>;

const open = (settings: AnySource): Source => {
  switch (settings.kind) {
    case 'rest':
      return restSource(settings);
    case 'postgresql':
      return postgresqlSource(settings);
    case 'sqlite':
      return sqliteSource(settings);
    case 'folder':
      return folderSource(settings);
    case 'drop':
      return dropSource(settings);
  }
};

export const openSources = (all: Readonly<Record<string, AnySource>>): Readonly<Record<string, Source>> =>
  Object.fromEntries(Object.entries(all).map(([name, settings]) => [name, open(settings)]));
