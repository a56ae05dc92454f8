/** The lock file: `npm ci` refuses one that leaves out what another machine would need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tree.ts';

interface Locked {
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
/** Packages by their place, as in lock file version 3; the project itself stands at ''. */
export type Lock = Readonly<Record<string, Locked>>;

export const readLock = (): Lock => JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;

/** As Node looks: beside the asker, then in each folder above. */
const found = (lock: Lock, from: string, name: string): boolean => {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (place in lock) return true;
  if (from === '') return false;
  return found(lock, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
};

/** What a locked package asks for, other platforms' programs too, and the lock does not hold. */
export const leftOut = (lock: Lock): string[] =>
  Object.entries(lock).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !found(lock, place, name))
      .map((name) => `${place} asks for ${name}`),
  );

/** Packages that would be installed whatever they contain. What comes inside another package has that one's digest. */
export const unsealed = (lock: Lock): string[] =>
  Object.entries(lock)
    .filter(([place, { integrity, inBundle }]) => place !== '' && !inBundle && integrity === undefined)
    .map(([place]) => place);
