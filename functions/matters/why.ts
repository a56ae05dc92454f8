/** The reason why each paper is not asked for any more, or what is missing for that: from its fate, its source of today, and the template. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import type { Missing, PaperReview } from '#schemas/review.ts';
import { sourceIn } from './names.ts';
import { and, from, KEPT, merged, NOT_NEEDED, OWN, same } from './words.ts';

export const grantReason = ({ consumer, resource, lack }: Missing): Bilingual => ({
  zh: `须${consumer}取得${resource}（${lack}）`,
  en: `${consumer} needs ${resource} (${lack})`,
});

/** 谁：什么. */
export const sourceName = (snapshot: IndexedSnapshot, resource: string): Bilingual => {
  const source = sourceIn(snapshot, resource);
  return from(source.from.name, source.what.name);
};

/** What the template says of it, beside what became of it. */
const saidBy = (template: BundleTemplate | undefined, { matter, material }: Material): Bilingual | undefined =>
  [...(template?.merges ?? []), ...(template?.optional ?? [])].find(
    (one) => one.matter === matter && one.material === material,
  )?.why;

export interface Why {
  readonly snapshot: IndexedSnapshot;
  readonly template?: BundleTemplate | undefined;
}

export const whyOf = (
  { snapshot, template }: Why,
  paper: Material,
  { today, by, missing }: Pick<PaperReview, 'today' | 'by' | 'missing'>,
): Bilingual => {
  const { fate } = paper;
  const also = saidBy(template, paper);
  const told = (what: Bilingual): Bilingual => (also ? and(what, also) : what);
  switch (fate.kind) {
    case 'kept':
      return KEPT;
    case 'situation':
      return told(NOT_NEEDED);
    case 'merged':
      return told(merged(fate.into));
    case 'duplicate':
      return same(fate.of);
    case 'internal':
      return fate.resource === undefined ? OWN : sourceName(snapshot, fate.resource);
    case 'event':
    case 'department':
    case 'library': {
      const lacks = missing.at(-1);
      if (today !== 'spared') return lacks ? grantReason(lacks) : KEPT;
      const source = by === undefined || by === 'own/data' ? OWN : sourceName(snapshot, by);
      return fate.kind === 'library' && fate.with ? and(source, same(fate.with)) : source;
    }
  }
};
