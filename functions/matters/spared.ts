/** 免交: whether a paper is spared, told from what was answered. A case, its counters and the trip that is shown all read it here. */
import type { Bilingual } from '#schemas/department.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Material } from '#schemas/material.ts';
import { from, KEPT, merged, NOT_NEEDED, OWN, same } from './words.ts';

/** What came, and under which names. */
export interface Answered {
  /** Of a resource, or of `certificates/<type>`; undefined: nobody can be asked for it. */
  named(resource: string): Bilingual | undefined;
  /** Short name of a department by its id, of the library by `certificates`. */
  who(id: string): Bilingual;
  /** `party`: about whom it has to be; absent: about anybody. */
  answered(resource: string, matter: string, party?: PartyRole): boolean;
}

/** `open`: nobody asks for it, and what would take its place has not come. `resource`: what did. */
export type Verdict =
  | { readonly state: 'spared'; readonly by: Bilingual; readonly resource?: string }
  | { readonly state: 'open'; readonly by: Bilingual; readonly why: Bilingual }
  | { readonly state: 'asked'; readonly why: Bilingual };

export interface Judged {
  readonly paper: Material;
  readonly verdict: Verdict;
}

const NOT_YET: Bilingual = { zh: '本次尚未取得', en: 'not answered in this trip yet' };
const notConnected = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `${zh}尚未接入`,
  en: `${en} is not connected yet`,
});

/** Every paper with its verdict, in the order of the list. */
export const judged = (papers: readonly Material[], { named, who, answered }: Answered): Judged[] => {
  const asked = (issuer: Bilingual, resource: string, { matter, party }: Material): Verdict => {
    const what = named(resource);
    if (!what) return { state: 'open', by: issuer, why: notConnected(issuer) };
    const by = from(issuer, what);
    return answered(resource, matter, party) ? { state: 'spared', by, resource } : { state: 'open', by, why: NOT_YET };
  };
  /** Is there no need to bring it again: dropped, or handed in once already? */
  const settled = (no: number): boolean => {
    const one = papers.find((paper) => paper.no === no);
    return one !== undefined && verdict(one).state !== 'open';
  };
  const unless = (verdict: Extract<Verdict, { by: Bilingual }>, others: readonly number[]): Verdict =>
    others.every(settled) ? verdict : { state: 'open', by: verdict.by, why: NOT_YET };
  const verdict = (paper: Material): Verdict => {
    const { fate } = paper;
    switch (fate.kind) {
      case 'kept':
        return { state: 'asked', why: KEPT };
      case 'situation':
        return { state: 'spared', by: NOT_NEEDED };
      case 'internal':
      case 'event':
      case 'department':
        return fate.resource === undefined
          ? { state: 'spared', by: OWN }
          : asked(who(fate.resource.split('/')[0] ?? ''), fate.resource, paper);
      case 'library': {
        const resource = `certificates/${fate.type}`;
        const pulled = asked(named(resource) ? who('certificates') : who(fate.issuer), resource, paper);
        return pulled.state === 'spared' ? unless(pulled, fate.with ?? []) : pulled;
      }
      case 'duplicate':
        return unless({ state: 'spared', by: same(fate.of) }, fate.of);
      case 'merged':
        return { state: 'spared', by: merged(fate.into) };
    }
  };
  return papers.map((paper) => ({ paper, verdict: verdict(paper) }));
};
