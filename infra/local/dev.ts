/** Development: a changed function is built and its instances are replaced. */
import { cpSync, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundlePath, bundler } from '../bundle.ts';
import type { FunctionName } from '../functions.ts';
import { findFunction } from './pool/function.ts';
import type { Pool } from './pool/pool.ts';

const SETTLE_MS = 80;
const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export interface Dev {
  stop(): Promise<void>;
}

/** `say` gets one line per change: which functions were replaced, or what does not compile. */
export const watchFunctions = async (pool: Pool, say: (line: string) => void): Promise<Dev> => {
  const built = await bundler();
  await built.rebuild();
  const replace = (name: FunctionName) => {
    const fn = findFunction(pool.functions, name);
    // The assembly holds a copy of the bundle, under the hash of what it was.
    cpSync(bundlePath(name), fn.folder, { recursive: true });
    pool.restart(name);
  };
  const rebuild = async () => {
    const begun = performance.now();
    try {
      const changed = await built.rebuild();
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
  const watchers = ['functions', 'schemas'].map((name) => watch(folder(name), { recursive: true }, touched));
  return {
    stop: async () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await building;
      await built.dispose();
    },
  };
};
