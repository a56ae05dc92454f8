/** The index made again from the files alone. It may be stopped anywhere and goes on where it was; made twice, it is the same. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { causeOf } from '#functions/kernel/log.ts';
import type { Named } from './folders.client.ts';
import type { IndexStore, Position } from './index.store.ts';
import { type Folder, type Item, itemsOf } from './items.ts';

export interface RebuildDeps {
  readonly keys: HubKeys;
  readonly index: IndexStore;
  readonly folders: (after?: string) => AsyncIterable<Named>;
  readonly read: (folder: Named) => Promise<Folder | undefined>;
  /** Keys, seals and copies. */
  readonly beside: () => AsyncIterable<Item>;
}

export interface Rebuilt extends Position {
  /** Folders whose files do not fit together, with the reason; their certificates are missing until a person has looked. */
  readonly broken: readonly { readonly folder: string; readonly why: string }[];
  /** Folders of what was never issued. */
  readonly unissued: number;
}

/** Folders that are read and written before the position is noted. */
const STEP = 50;

/** `progress`: after each step. */
export const rebuild = async (
  { keys, index, folders, read, beside }: RebuildDeps,
  progress: (so: Position) => void = () => undefined,
): Promise<Rebuilt> => {
  const before = await index.position();
  let position: Position = before ?? { v: 1, after: '', certificates: 0, items: 0 };
  const broken: { folder: string; why: string }[] = [];
  let unissued = 0;
  let waiting: Named[] = [];

  const one = async (named: Named): Promise<Item[]> => {
    try {
      const folder = await read(named);
      if (!folder) unissued += 1;
      return folder ? itemsOf(keys, folder) : [];
    } catch (error) {
      broken.push({ folder: named.name, why: error instanceof Error ? error.message : causeOf(error) });
      return [];
    }
  };
  const step = async (): Promise<void> => {
    const made = await Promise.all(waiting.map(one));
    const items = made.flat();
    await index.put(items);
    position = {
      v: 1,
      after: waiting.at(-1)?.keys.at(-1) ?? position.after,
      certificates: position.certificates + made.filter(({ length }) => length > 0).length,
      items: position.items + items.length,
    };
    waiting = [];
    await index.reached(position);
    progress(position);
  };

  for await (const named of folders(before?.after === '' ? undefined : before?.after)) {
    waiting.push(named);
    if (waiting.length === STEP) await step();
  }
  if (waiting.length > 0) await step();
  let others: Item[] = [];
  for await (const item of beside()) {
    others.push(item);
    if (others.length === STEP) {
      await index.put(others);
      position = { ...position, items: position.items + others.length };
      others = [];
    }
  }
  await index.put(others);
  position = { ...position, items: position.items + others.length };
  await index.done();
  return { ...position, broken, unissued };
};
