/** 全部事项梳理: the verdicts of the whole catalogue, and the grants that would win most. */
import type { CatalogueReview, Verdict } from '#schemas/review.ts';
import { onceOnly } from './marks.ts';
import { type Reviewing, reviewPapers, winsOf } from './review.ts';

/** `most`: how many of the wins are told. */
export const reviewCatalogue = (at: Reviewing, most: number): CatalogueReview => {
  const inForce = at.matters.on(at.day);
  const reviews = inForce.map((matter) => reviewPapers(at, matter));
  const papers = reviews.flatMap(({ papers, casesPerYear }) => papers.map((paper) => ({ ...paper, casesPerYear })));
  const once = inForce.filter(onceOnly).length;
  const verdicts: Record<Verdict, number> = { 'once-now': 0, 'once-after-redesign': 0, 'not-now': 0 };
  for (const { verdict } of reviews) verdicts[verdict] += 1;
  const today = (what: string): number => papers.filter((paper) => paper.today === what).length;
  return {
    matters: inForce.length,
    verdicts,
    once,
    oncePercent: inForce.length === 0 ? 0 : Math.round((once * 10_000) / inForce.length) / 100,
    papers: { spared: today('spared'), brought: today('brought'), fetched: today('fetched') },
    exceptions: at.matters.raw.exceptions.map(({ id, name }) => ({
      listed: id,
      name,
      matters: inForce.filter((one) => one.onceException?.listed === id).length,
    })),
    wins: winsOf(papers).slice(0, most),
  };
};
