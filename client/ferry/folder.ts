/** The courier's folder. What is not complete never has its final name, and a manifest is never there before its archive. */
import type { Stats } from 'node:fs';
import { join } from 'node:path';

/** What is used of node:fs/promises; tests let a courier die between any two of these. */
export interface Disk {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  readdir(path: string): Promise<string[]>;
  lstat(path: string): Promise<Pick<Stats, 'isFile' | 'size' | 'mtimeMs'>>;
  readFile(path: string): Promise<Buffer>;
  writeFile(path: string, data: string | Uint8Array, options: { flush: true; mode: number }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
}

const PLACES = ['outgoing', 'incoming', 'done', 'refused'] as const;
export type Place = (typeof PLACES)[number];

const OURS_ONLY = 0o660;
const NAME = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

export interface Waiting {
  readonly name: string;
  /** Undefined: not there yet, or no plain file. */
  readonly archive?: { readonly size: number };
  readonly manifest: { readonly size: number; readonly mtimeMs: number };
}

export interface Folder {
  open(): Promise<void>;
  /** Archive first, manifest last, each under its name only when it is complete. Safe to repeat. */
  putOut(name: string, manifest: string, archive: Uint8Array): Promise<void>;
  /** What is announced in incoming/, in the order in which it was announced. */
  announced(): Promise<Waiting[]>;
  read(name: string, kind: 'zip' | 'manifest'): Promise<Buffer>;
  /** The manifest moves first: without it nothing is announced any more. `why` is written beside it. */
  move(name: string, to: 'done' | 'refused', why?: string): Promise<void>;
  /** Finishes moves that broke off, and removes what was kept long enough. `now`: epoch ms. */
  tidy(now: number, keepMs: number): Promise<void>;
}

export const folder = (root: string, disk: Disk): Folder => {
  const at = (place: Place, file: string) => join(root, place, file);
  const list = async (place: Place, kind: string): Promise<string[]> =>
    (await disk.readdir(join(root, place)))
      .filter((file) => file.endsWith(kind))
      .map((file) => file.slice(0, -kind.length));
  /** A link or a device is nobody's parcel. */
  const plain = async (path: string) => {
    const found = await disk.lstat(path).catch(() => undefined);
    return found?.isFile() ? found : undefined;
  };
  const put = async (path: string, data: string | Uint8Array): Promise<void> => {
    await disk.writeFile(`${path}.part`, data, { flush: true, mode: OURS_ONLY });
    await disk.rename(`${path}.part`, path);
  };
  const gone = (error: unknown): void => {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  };

  return {
    open: async () => {
      for (const place of PLACES) await disk.mkdir(join(root, place), { recursive: true });
    },
    putOut: async (name, manifest, archive) => {
      await put(at('outgoing', `${name}.zip`), archive);
      await put(at('outgoing', `${name}.manifest`), manifest);
    },
    announced: async () => {
      const found: Waiting[] = [];
      for (const name of (await list('incoming', '.manifest')).filter((one) => NAME.test(one))) {
        const [manifest, archive] = [
          await plain(at('incoming', `${name}.manifest`)),
          await plain(at('incoming', `${name}.zip`)),
        ];
        if (manifest) found.push({ name, manifest, ...(archive ? { archive } : {}) });
      }
      return found.sort((a, b) => a.manifest.mtimeMs - b.manifest.mtimeMs || (a.name < b.name ? -1 : 1));
    },
    read: (name, kind) => disk.readFile(at('incoming', `${name}.${kind}`)),
    move: async (name, to, why) => {
      if (why !== undefined)
        await disk.writeFile(at(to, `${name}.reason`), `${why}\n`, { flush: true, mode: OURS_ONLY });
      for (const kind of ['manifest', 'zip'])
        await disk.rename(at('incoming', `${name}.${kind}`), at(to, `${name}.${kind}`)).catch(gone);
    },
    tidy: async (now, keepMs) => {
      const waiting = new Set(await list('incoming', '.manifest'));
      for (const place of ['done', 'refused'] as const) {
        const moved = new Set(await list(place, '.manifest'));
        for (const name of (await list('incoming', '.zip')).filter((one) => moved.has(one) && !waiting.has(one))) {
          const [manifest, archive] = [
            await plain(at(place, `${name}.manifest`)),
            await plain(at('incoming', `${name}.zip`)),
          ];
          // A newer one belongs to a manifest that is still on its way, under a name that is used again.
          if (manifest && archive && archive.mtimeMs <= manifest.mtimeMs)
            await disk.rename(at('incoming', `${name}.zip`), at(place, `${name}.zip`)).catch(gone);
        }
        for (const file of await disk.readdir(join(root, place))) {
          const found = await plain(at(place, file));
          if (found && found.mtimeMs + keepMs <= now) await disk.rm(at(place, file), { force: true });
        }
      }
    },
  };
};
