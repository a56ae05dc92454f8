/** The hand-written catalogue as the functions hold it. */
import { bundles } from '#city/bundles/index.ts';
import { handWritten } from '#city/matters/index.ts';
import type { Pinned } from '#functions/matters/papers.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Matter } from '#schemas/matter.ts';

export const pinned: Pinned = (matter, version) =>
  handWritten.find((one) => one.id === matter && one.version === version);

export const template = (id: string, version = 1): BundleTemplate => {
  const found = bundles.find((one) => one.id === id && one.version === version);
  if (!found) throw new Error(`no ${id}@${version}`);
  return found;
};

export const matterOf = (id: string, version = 1): Matter => {
  const found = pinned(id, version);
  if (!found) throw new Error(`no ${id}@${version}`);
  return found;
};
