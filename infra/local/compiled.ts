/** Code compiled once (Node's own compile cache) for the many processes of a city. */
import { join } from 'node:path';

/** What a child is told that inherits nothing else. */
export const compiled = (): Record<string, string> => {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
};

/** Where a kept city keeps it; what is thrown away at the end would be written again by whoever ends last. */
export const keepCompiled = (folder: string): void => {
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');
};
