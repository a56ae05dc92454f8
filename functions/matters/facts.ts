/** What is asked about, found in the catalogue. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Hall } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import type { GuideFacts } from './guide-lines.ts';
import type { IndexedMatters } from './index-matters.ts';
import { inForce } from './marks.ts';

/** The day that is asked about: today in Beijing unless said. */
export const dayOf = ({ on }: { readonly on?: string | undefined }, now: number): string => on ?? beijingDate(now);

/** Throws not-found when nothing of that id is in force on the day; the detail says when it was, and `field` where it was named. */
const found = <T extends { readonly from: string; readonly until?: string | undefined }>(
  versions: readonly T[],
  day: string,
  field?: string,
): T => {
  const one = inForce(versions, day);
  if (one) return one;
  const spans = versions.map(({ from, until = '…' }) => `${from} – ${until}`).join(', ');
  const rule = versions.length > 0 ? 'not-in-force' : 'matter-or-bundle-unknown';
  throw problem('not-found', {
    ...(versions.length > 0 ? { detail: `${day} 无有效版本 no version is in force; versions: ${spans}` } : {}),
    ...(field === undefined ? {} : { errors: [{ field, rule }] }),
  });
};

export const matterOn = (matters: IndexedMatters, id: string, day: string, field?: string): Matter =>
  found(matters.versions(id), day, field);
export const bundleOn = (matters: IndexedMatters, id: string, day: string, field?: string): BundleTemplate =>
  found(matters.templates(id), day, field);

export const guideFacts = (matters: IndexedMatters, matter: Matter, day: string): GuideFacts => {
  const body = matters.body(matter.body);
  if (!body) throw problem('hub-not-ready', { cause: 'matter-body-unknown' });
  const fee = matters.raw.fees.find(({ id }) => id === matter.fee);
  const hall: Hall = matters.raw.hall;
  return { body, hall, day, ...(fee ? { fee } : {}) };
};
