/** The sample library of a city on one machine: the cast's certificates before it is up, everybody else's afterwards. Filled once for each data folder. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ofTheCast, type Sample, sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '../local-city.ts';
import { type Filled, fillLibrary } from './fill.ts';

const Kept = z.array(z.string());

const digestOf = (samples: readonly Sample[]): string =>
  createHash('sha256')
    .update(samples.map(({ key }) => key).join('\n'))
    .digest('hex');

const fileIn = (folder: string): string => join(folder, 'library.json');

/** What this folder's library holds already. A torn or missing file is filled anew, which harms nothing. */
const heldIn = (folder: string | undefined): readonly string[] => {
  try {
    return folder === undefined ? [] : Kept.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return [];
  }
};

const sentence = (what: string, { issued, operated, refused, ms }: Filled): string => {
  const not = [...refused].map(([rule, n]) => `${n} × ${rule}`).join(', ');
  return `样例证照库 sample library: ${what} ${issued}（其后变动 ended or held since ${operated}${not ? `，未签发 refused ${not}` : ''}）${(ms / 1000).toFixed(1)} s`;
};

/** `folder`: the city's data folder, where it has one. Each part answers its line for the terminal; undefined when it was there before. */
export const sampleLibraryOf = (city: LocalCity, folder: string | undefined) => {
  const all = sampleLibrary(generate(), beijingDate(city.clock.now()));
  const fill = async (samples: readonly Sample[], what: string): Promise<string | undefined> => {
    const [held, digest] = [heldIn(folder), digestOf(samples)];
    if (held.includes(digest)) return undefined;
    const filled = await fillLibrary(city, samples);
    if (folder !== undefined) writeFileSync(fileIn(folder), JSON.stringify([...held, digest]));
    return sentence(what, filled);
  };
  return {
    cast: () => fill(all.filter(ofTheCast), '主要人物 the cast'),
    rest: () =>
      fill(
        all.filter((sample) => !ofTheCast(sample)),
        '全市 everybody else',
      ),
  };
};
