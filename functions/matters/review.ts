/** 一事一梳理: every paper, where it could come from today, what is missing and what that would win; and whether once is enough now. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Missing, PaperReview, Review, Verdict, Win } from '#schemas/review.ts';
import type { IndexedMatters } from './index-matters.ts';
import { exceptionOf, type Visit, visitsOf } from './marks.ts';
import { mattersOf, papersOf, papersOfMatter } from './papers.ts';
import { fieldReviews, formReviews } from './review-forms.ts';
import { type Asking, usable } from './sources.ts';
import { grantReason, whyOf } from './why.ts';

export interface Reviewing {
  readonly snapshot: IndexedSnapshot;
  readonly matters: IndexedMatters;
  /** Date in Beijing, and the epoch ms of the question. */
  readonly day: string;
  readonly now: number;
}

/** Department that asks in the hall's name. */
const hallOf = ({ matters }: Reviewing): string => matters.raw.hall.department;

const askingFor = (at: Reviewing, matter: Matter, bundle?: BundleTemplate): Asking => {
  const department = (body: string): string => at.matters.body(body)?.department ?? body;
  const consumers = [department(matter.body), ...(bundle ? [department(bundle.lead)] : []), hallOf(at)];
  return { consumers, matters: [matter.id, ...(bundle ? [bundle.matter] : [])], now: at.now };
};

type Found = Pick<PaperReview, 'today' | 'by' | 'missing'>;
const FREE: Found = { today: 'spared', missing: [] };

/** By the sources of the material, in their order; the first that is usable spares the paper. */
const bySources = (at: Reviewing, matter: Matter, material: string | undefined, asking: Asking): Found => {
  const found = matter.materials.find(({ id }) => id === material);
  const missing: Missing[] = [];
  for (const source of found?.sources ?? []) {
    const use = usable(at.snapshot, source, asking, at.day);
    if (use && 'by' in use) return { today: 'spared', by: use.by, missing: [] };
    if (use) missing.push(use.missing);
  }
  return { today: found?.onRequest ? 'fetched' : 'brought', missing };
};

const paperReview = (at: Reviewing, paper: Material, matter: Matter, bundle?: BundleTemplate): PaperReview => {
  const { fate } = paper;
  const found = (): Found => {
    switch (fate.kind) {
      case 'kept':
        return { today: 'brought', missing: [] };
      // Handed in or obtained once, with the paper that it repeats.
      case 'duplicate':
      case 'merged':
      case 'situation':
        return FREE;
      case 'internal':
        return { ...FREE, ...(fate.resource ? { by: fate.resource } : {}) };
      case 'event':
      case 'library':
      case 'department':
        return bySources(at, matter, paper.material, askingFor(at, matter, bundle));
    }
  };
  const where = found();
  return {
    ...{ no: paper.no, matter: paper.matter, material: paper.material ?? '', name: paper.name, fate },
    ...{ ...where, why: whyOf({ ...at, template: bundle }, paper, where) },
  };
};

/** What each missing thing would win, one line for each body that would ask and each resource; most first. */
export const winsOf = (papers: readonly (PaperReview & { readonly casesPerYear: number })[]): Win[] => {
  const wins = new Map<string, Win>();
  for (const { matter, missing, casesPerYear } of papers)
    for (const one of missing) {
      const key = `${one.consumer} ${one.resource}`;
      const before = wins.get(key);
      wins.set(key, {
        ...(before ?? one),
        matters: [...new Set([...(before?.matters ?? []), matter])],
        papersPerYear: (before?.papersPerYear ?? 0) + casesPerYear,
      });
    }
  return [...wins.values()].toSorted(
    (a, b) =>
      b.papersPerYear - a.papersPerYear || (`${a.consumer}${a.resource}` < `${b.consumer}${b.resource}` ? -1 : 1),
  );
};

const WAYS = {
  online: { zh: '开通网上申请', en: 'let it be filed online' },
  courier: { zh: '结果快递送达或改为电子证照', en: 'bring the result by courier, or make it electronic' },
} satisfies Record<string, Bilingual>;

/** Whom the papers that must be fetched are fetched from: one trip each. */
const tripsOf = (papers: readonly PaperReview[]): number =>
  new Set(
    papers.filter(({ today }) => today === 'fetched').map(({ missing }) => missing.at(-1)?.resource.split('/')[0]),
  ).size;

interface Judged {
  readonly verdict: Verdict;
  readonly reasons: Bilingual[];
}

/** The visits that stay whatever is redesigned. */
const unavoidable = (matter: Matter): readonly Visit[] =>
  visitsOf({ ...matter, ways: { online: true, trustFirst: true, signature: true, courier: true } });

const judge = (at: Reviewing, matters: readonly Matter[], visits: number, papers: readonly PaperReview[]): Judged => {
  const exceptions = matters.flatMap((matter) => {
    const exception = visitsOf(matter).length > 1 ? exceptionOf(matter, at.matters.listed) : undefined;
    return exception ? [exception.reason] : [];
  });
  if (exceptions.length > 0) return { verdict: 'not-now', reasons: exceptions };
  const fetched = papers.filter(({ today }) => today === 'fetched');
  if (visits <= 1 && fetched.length === 0) return { verdict: 'once-now', reasons: [] };
  const stays = new Set(matters.flatMap((matter) => unavoidable(matter).map(({ moment }) => moment)));
  if (stays.size > 1)
    return {
      verdict: 'not-now',
      reasons: matters.flatMap((matter) => unavoidable(matter).flatMap(({ why }) => why)),
    };
  const missing = fetched.flatMap((paper) => paper.missing.slice(-1)).map((one) => grantReason(at, one));
  const ways =
    visits <= 1
      ? []
      : [
          ...(matters.some(({ ways: { online } }) => !online) ? [WAYS.online] : []),
          ...(matters.some(({ ways: { courier }, result }) => result.paper && !courier) ? [WAYS.courier] : []),
        ];
  return { verdict: 'once-after-redesign', reasons: [...missing, ...ways] };
};

interface Subject {
  readonly of: { readonly id: string; readonly version: number; readonly name: Bilingual };
  readonly matters: readonly Matter[];
  readonly papers: readonly PaperReview[];
  readonly casesPerYear: number;
}

/** Without its forms, which nobody counts over the whole catalogue. */
export type PapersReview = Omit<Review, 'forms' | 'form'>;

const reviewOf = (at: Reviewing, { of, matters, papers, casesPerYear }: Subject): PapersReview => {
  // At one window: all that is done at one moment is one visit.
  const visits = new Set(matters.flatMap((matter) => visitsOf(matter).map(({ moment }) => moment))).size;
  return {
    id: of.id,
    version: of.version,
    name: of.name,
    ...judge(at, matters, visits, papers),
    visits,
    trips: tripsOf(papers),
    casesPerYear,
    papers: [...papers],
    wins: winsOf(papers.map((paper) => ({ ...paper, casesPerYear }))),
  };
};

export const reviewPapers = (at: Reviewing, matter: Matter): PapersReview =>
  reviewOf(at, {
    of: matter,
    matters: [matter],
    papers: papersOfMatter(matter).map((paper) => paperReview(at, paper, matter)),
    casesPerYear: matter.casesPerYear,
  });

const formsOf = (
  at: Reviewing,
  matters: readonly Matter[],
  bundle?: BundleTemplate,
): Pick<Review, 'forms' | 'form'> => {
  const askings = matters.map((matter) => askingFor(at, matter, bundle));
  return { forms: formReviews(matters), form: fieldReviews({ ...at, askings }, matters) };
};

export const reviewMatter = (at: Reviewing, matter: Matter): Review => ({
  ...reviewPapers(at, matter),
  ...formsOf(at, [matter]),
});

/** In the situation that the template's figures are told for. As many cases a year as its rarest matter has. */
export const reviewBundle = (at: Reviewing, bundle: BundleTemplate): Review => {
  const matters = mattersOf(bundle, at.matters.pinned);
  const byId = new Map(matters.map((matter) => [matter.id, matter]));
  const papers = papersOf(bundle, at.matters.pinned).flatMap((paper) => {
    const matter = byId.get(paper.matter);
    return matter ? [paperReview(at, paper, matter, bundle)] : [];
  });
  const casesPerYear = Math.min(...matters.map((m) => m.casesPerYear));
  return { ...reviewOf(at, { of: bundle, matters, papers, casesPerYear }), ...formsOf(at, matters, bundle) };
};
