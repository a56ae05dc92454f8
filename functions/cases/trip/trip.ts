/** 数据跑腿 of a case, computed from the case as it stands whenever it is asked for. */
import { instant } from '#functions/kernel/instant.ts';
import { formFigures, mergedForm } from '#functions/matters/figures.ts';
import { sourceIn } from '#functions/matters/names.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Case, Fact, FactFailure } from '../state.ts';
import { pinnedMatters } from '../template.ts';
import type { Naming } from './names.ts';
import { papersOfTrip } from './papers.ts';
import { savedBy } from './saved.ts';
import { visitsOfTrip } from './visits.ts';

const travelled = (snapshot: IndexedSnapshot, fact: Fact): CaseTrip['travelled'][number] => {
  const declared = snapshot.resource(fact.resource)?.fields ?? [];
  return {
    kind: fact.certificate === undefined ? 'exchange' : 'pull',
    exchange: fact.exchange,
    ...sourceIn(snapshot, fact.resource),
    ...{ matter: fact.matter, party: fact.party, found: fact.found, at: instant(fact.answeredAt) },
    ...(fact.certificate === undefined ? {} : { certificate: fact.certificate }),
    fields: fact.fields.map((pointer) => {
      const name = declared.find((field) => field.pointer === pointer)?.name;
      return { pointer, ...(name ? { name } : {}) };
    }),
    ...(fact.disputed ? { disputed: true } : {}),
  };
};

const failed = (snapshot: IndexedSnapshot, one: FactFailure): CaseTrip['failed'][number] => ({
  ...sourceIn(snapshot, one.resource),
  ...{ matter: one.matter, party: one.party, cause: one.cause, tries: one.tries, since: instant(one.since) },
  ...(one.rule === undefined ? {} : { rule: one.rule }),
  ...(one.outcome === undefined ? {} : { outcome: one.outcome }),
  ...(one.material === undefined ? {} : { material: one.material }),
});

/** Of the one form, what the applicant wrote by himself is what nobody filled in for him. */
const fieldsOf = ({ confirmed, recalled }: Case, all: readonly Matter[], { before }: { before: number }) => {
  const form = mergedForm(all);
  const filled = form.filter(({ id }) => (confirmed[id] ?? recalled[id]) !== undefined).length;
  return { before, after: form.length - filled, filled };
};

/** Nobody asked him for what has not come either, but that is nothing which travelled instead of him: it saves nothing. */
const obtained = ({ before, after, notAskedFor }: CaseTrip['papers']) => ({
  before,
  after: after + notAskedFor.filter(({ awaited }) => awaited !== undefined).length,
});

export const tripOf = (found: Case, naming: Naming): CaseTrip => {
  const { snapshot, matters } = naming;
  const all = pinnedMatters(matters, found);
  const { forms, fields: asked } = formFigures(all);
  const papers = papersOfTrip(found, naming);
  const fields = fieldsOf(found, all, asked);
  const visits = visitsOfTrip(found, all, naming);
  const assumptions = [...(matters.raw.savings ?? [])];
  return {
    ...{ case: found.id, revision: found.n },
    travelled: found.facts.map((fact) => travelled(snapshot, fact)),
    failed: found.failures.map((one) => failed(snapshot, one)),
    ...{ papers, forms, fields, visits },
    saved: savedBy({ visits, papers: obtained(papers), fields }, assumptions),
    assumptions,
  };
};
