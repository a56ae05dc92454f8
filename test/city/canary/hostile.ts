/** Every way in which a stand-in can misbehave, and every text that it then plants, as the stand-ins themselves declare them. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = join(import.meta.dirname, '../../../infra/local/departments');

const exported = async (): Promise<(readonly [string, unknown])[]> => {
  const files = globSync('*/hostile.ts', { cwd: FOLDER });
  const modules = files.map(async (file) => Object.entries(await import(pathToFileURL(join(FOLDER, file)).href)));
  return (await Promise.all(modules)).flat();
};

/** Takes seconds for each question, and tells nothing that others do not: only in the full run. */
const SLOW = /^(hang(-at-connect)?|drip|slow|flood|huge|large-row|many-rows)$/;
const full = process.env.ONETRIP_FULL === '1';

/** Modes of all stand-ins together: each knows some of them. */
export const modes = async (): Promise<readonly string[]> => {
  const lists = (await exported()).flatMap(([name, value]) =>
    /MODES$/.test(name) && Array.isArray(value) ? (value as string[]) : [],
  );
  return [...new Set(lists)].filter((mode) => mode !== 'none' && (full || !SLOW.test(mode)));
};

/** Words that are planted; short ones could stand anywhere. */
export const planted = async (): Promise<readonly string[]> => {
  const texts = (await exported()).flatMap(([name, value]) =>
    /^PLANTED/.test(name) && typeof value === 'string' ? [value, ...value.split(' ')] : [],
  );
  return [...new Set(texts)].filter((text) => Buffer.byteLength(text) >= 8);
};
