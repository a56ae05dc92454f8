/** The bundles of this tree: those that a city of this run was made of, else built now. */
import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { bundle, metafilePath } from '#infra/bundle.ts';
import { isBundled } from '#infra/local/synth.ts';

export const bundled = async (): Promise<Metafile> =>
  isBundled() ? JSON.parse(readFileSync(metafilePath, 'utf8')) : bundle();
