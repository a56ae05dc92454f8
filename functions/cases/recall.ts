/** Looks for what the applicant gave before: at most a few cases of his, and only those that the caller may read. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { mayRead } from './actors.ts';
import type { CaseStore } from './cases.store.ts';
import { type EarlierFields, gaveIn, giverOf, wantedFields } from './earlier.ts';
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

/** `wanted`: nothing is read when none of them is. `onBehalf`: the party that speaks; only what he gave himself is told. */
export const recalled = async (
  { cases, matters, party }: Recalling,
  found: Case,
  {
    wanted = wantedFields(matters, found),
    onBehalf,
  }: { wanted?: readonly string[]; onBehalf?: string | undefined } = {},
): Promise<EarlierFields> => {
  const giver = giverOf(found.parties, found.openedBy);
  const code = found.parties.find(({ id }) => id === giver)?.code;
  const all = new Map<string, Earlier>();
  if (wanted.length === 0 || code === undefined || (onBehalf !== undefined && onBehalf !== giver)) return all;
  for (const id of await cases.ofHolder(code, MOST_CASES + 1)) {
    if (id === found.id || all.size === wanted.length) continue;
    const past = await cases.load(id);
    if (!past || !mayRead(past, party)) continue;
    const left = wanted.filter((field) => !all.has(field));
    for (const [field, earlier] of gaveIn(matters, past, code, left)) all.set(field, earlier);
  }
  return all;
};

/** Of what is confirmed now. */
export const earlierFor = async (recalling: Recalling, found: Case, body: CaseAct): Promise<EarlierFields> => {
  if (body.act !== 'confirm-prefill') return new Map();
  const wanted = wantedFields(recalling.matters, found).filter((field) => body.fields.includes(field));
  return recalled(recalling, found, { wanted, onBehalf: body.onBehalf });
};
