/** Development: a changed function is built and its instances are replaced. */
import { cpSync, type FSWatcher, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundlePath, bundler } from '../bundle.ts';
import { findFunction } from './pool/function.ts';
import type { Pool } from './pool/pool.ts';

const SETTLE_MS = 80;
const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Builds functions again and again. */
export interface Builder<N extends string = string> {
  /** Folders whose changes matter. */
  readonly sources: readonly string[];
  /** Names of the functions whose code has changed. Throws what does not compile. */
  rebuild(): Promise<readonly N[]>;
  /** Folder of a function's built code. */
  built(name: N): string;
  dispose(): Promise<void>;
}

export const houseBuilder = async () => {
  const sources = ['functions', 'schemas', 'console'].map(folder);
  return { ...(await bundler()), sources, built: bundlePath };
};

export interface Dev {
  stop(): Promise<void>;
}

/** `say` gets one line per change: which functions were replaced, or what does not compile. */
export const watchFunctions = async <N extends string>(
  pool: Pool,
  builder: Builder<N>,
  say: (line: string) => void,
): Promise<Dev> => {
  await builder.rebuild();
  const replace = (name: N) => {
    // The assembly holds a copy of the bundle, under the hash of what it was.
    cpSync(builder.built(name), findFunction(pool.functions, name).folder, { recursive: true });
    pool.restart(name);
  };
  const rebuild = async () => {
    listen();
    const begun = performance.now();
    try {
      const changed = await builder.rebuild();
      for (const name of changed) replace(name);
      if (changed.length > 0) say(`restarted ${changed.join(', ')} (${Math.round(performance.now() - begun)} ms)`);
    } catch (error) {
      say(`not restarted: ${(error as Error).message.split('\n').slice(0, 3).join(' ')}`);
    }
  };

  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild);
    }, SETTLE_MS);
  };
  let watchers: readonly FSWatcher[] = [];
  // Anew before each build: Linux watches the file itself, and an editor puts another one in its place.
  const listen = () => {
    const before = watchers;
    watchers = builder.sources.map((source) => watch(source, { recursive: true }, touched));
    for (const watcher of before) watcher.close();
  };
  listen();
  return {
    stop: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await building;
      await builder.dispose();
    },
  };
};
