/** Looks for what the applicant gave before: at most a few cases of his, and only those that the caller may read. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import { mayRead } from './actors.ts';
import type { CaseStore } from './cases.store.ts';
import { type EarlierFields, gaveIn, wantedFields } from './earlier.ts';
import { offeredTo } from './offer.ts';
import type { Earlier } from './prefill.ts';
import type { Case } from './state.ts';

/** Cases that are looked into, the newest first: each is one read. */
const MOST_CASES = 5;

export interface Recalling {
  readonly cases: Pick<CaseStore, 'load' | 'ofHolder'>;
  readonly matters: IndexedMatters;
  /** Who asks. */
  readonly party: Party;
}

/** Nothing is read where nothing is wanted, or it is not clear who would give it. */
export const recalled = async ({ cases, matters, party }: Recalling, found: Case): Promise<EarlierFields> => {
  const wanted = wantedFields(matters, found);
  const code = offeredTo(found)?.code;
  const all = new Map<string, Earlier>();
  if (wanted.length === 0 || code === undefined) return all;
  for (const id of await cases.ofHolder(code, MOST_CASES + 1)) {
    if (id === found.id || all.size === wanted.length) continue;
    const past = await cases.load(id);
    if (!past || !mayRead(past, party)) continue;
    const left = wanted.filter((field) => !all.has(field));
    for (const [field, earlier] of gaveIn(matters, past, code, left)) all.set(field, earlier);
  }
  return all;
};
