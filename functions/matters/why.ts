/** The reason why each paper is not asked for any more, or what is missing for that: from its fate, its source of today, and the template. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import type { Missing, PaperReview } from '#schemas/review.ts';
import type { IndexedMatters } from './index-matters.ts';
import { bodyOn } from './marks.ts';
import { sourceIn, whoIn } from './names.ts';
import { and, from, KEPT, LACKS, merged, NOT_NEEDED, OWN, same } from './words.ts';

/** 谁：什么. */
export const sourceName = (snapshot: IndexedSnapshot, resource: string): Bilingual => {
  const source = sourceIn(snapshot, resource);
  return from(source.from.name, source.what.name);
};

/** By whose names things are told, as they are on the day. */
export interface Naming {
  readonly snapshot: IndexedSnapshot;
  readonly matters: Pick<IndexedMatters, 'body'>;
  readonly day: string;
}

/** A body that has not joined is no department: the matters know its name. */
const bodyName = ({ snapshot, matters, day }: Naming, id: string): Bilingual => {
  const body = snapshot.department(id) ? undefined : matters.body(id);
  return (body && bodyOn(body, day)?.name) ?? whoIn(snapshot)(id);
};

/** What nobody has registered has no name: its id alone says what it would be. */
export const grantReason = (naming: Naming, { consumer, resource, lack }: Missing): Bilingual => {
  const source = sourceIn(naming.snapshot, resource);
  const provider = bodyName(naming, source.from.id);
  const [who, what, why] = [bodyName(naming, consumer), from(provider, source.what.name), LACKS[lack]];
  return { zh: `${who.zh}尚不能取得“${what.zh}”：${why.zh}`, en: `${who.en} cannot get “${what.en}” yet: ${why.en}` };
};

/** What the template says of it, beside what became of it. */
const saidBy = (template: BundleTemplate | undefined, { matter, material }: Material): Bilingual | undefined =>
  [...(template?.merges ?? []), ...(template?.optional ?? [])].find(
    (one) => one.matter === matter && one.material === material,
  )?.why;

export interface Why extends Naming {
  readonly template?: BundleTemplate | undefined;
}

export const whyOf = (
  { template, ...naming }: Why,
  paper: Material,
  { today, by, missing }: Pick<PaperReview, 'today' | 'by' | 'missing'>,
): Bilingual => {
  const { fate } = paper;
  const { snapshot } = naming;
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
      if (today !== 'spared') return lacks ? grantReason(naming, lacks) : KEPT;
      const source = by === undefined || by === 'own/data' ? OWN : sourceName(snapshot, by);
      return fate.kind === 'library' && fate.with ? and(source, same(fate.with)) : source;
    }
  }
};
