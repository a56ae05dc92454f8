/** 归档: a case that was filed and has ended becomes one package. Stopped anywhere and asked again it makes no second one. */
import type { Fonts } from '#functions/certificates/fonts.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { MattersHolder } from '#functions/matters/held.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CaseStore } from '../cases.store.ts';
import { isForArchive } from '../over.ts';
import type { CaseFileBytes } from '../papers/files.client.ts';
import type { CaseFilesStore } from '../papers/files.store.ts';
import { openFile } from '../papers/open-file.ts';
import { replay } from '../replay.ts';
import type { ArchivesStore } from './archives.store.ts';
import { handedIn, type Parts } from './content.ts';
import { copiesFor, type Library } from './copies.ts';
import { makePackage } from './make.ts';
import type { Packages } from './packages.client.ts';

export interface ArchiveDeps {
  readonly cases: Pick<CaseStore, 'events'>;
  readonly files: Pick<CaseFilesStore, 'all'>;
  readonly bytes: Pick<CaseFileBytes, 'get'>;
  readonly library: Library;
  readonly archives: ArchivesStore;
  readonly packages: Pick<Packages, 'put' | 'list'>;
  readonly matters: MattersHolder;
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly fonts: Fonts;
}

const partsOf = async (deps: ArchiveDeps, id: string, keys: HubKeys): Promise<Parts | undefined> => {
  const events = await deps.cases.events(id);
  const found = replay(events);
  if (!found || !isForArchive(found)) return undefined;
  const files: { file: Parts['files'][number]['file']; bytes: Uint8Array }[] = [];
  for (const file of handedIn(events, await deps.files.all(id)))
    files.push({ file, bytes: await openFile(deps.bytes, keys, id, file) });
  const copies = await copiesFor(deps.library, found, keys);
  const snapshot = await deps.snapshots.current();
  const telling = { matters: await deps.matters.current(), calendars: snapshot.clocks.calendars, snapshot };
  return { found, events, files, copies, telling, fonts: deps.fonts };
};

/** Whether the package that was meant is there already: its writer died before he could say so. */
const isThere = async ({ packages }: ArchiveDeps, id: string, sha256: string): Promise<boolean> => {
  for await (const name of packages.list(id)) if (name.sha256 === sha256) return true;
  return false;
};

const OVERTAKEN = () => new Error('the case is being archived by another');

export const archiveCase =
  (deps: ArchiveDeps) =>
  async (id: string): Promise<void> => {
    const before = await deps.archives.get(id);
    if (before?.state === 'kept') return;
    const keep = async (archive: typeof before & {}) => {
      if (!(await deps.archives.put(id, { ...archive, state: 'kept' }, archive))) throw OVERTAKEN();
    };
    if (before && (await isThere(deps, id, before.sha256))) return keep(before);
    const keys = await deps.keys();
    const parts = await partsOf(deps, id, keys);
    if (!parts) return;
    const { archive, bytes } = await makePackage(parts, keys);
    // Said before it is done: what was written under another key or catalogue is finished, never made a second time beside it.
    if (archive.sha256 !== before?.sha256 && !(await deps.archives.put(id, archive, before))) throw OVERTAKEN();
    await deps.packages.put({ case: id, sha256: archive.sha256 }, bytes, new Date(archive.until));
    await keep(archive);
  };
