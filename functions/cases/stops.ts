/** 不予受理情形: what a registry says of who applies, and forbids the matter; with its source and its day, and whom to turn to. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { APPLYING, type StopView } from '#schemas/case.ts';
import { isForeign } from '#schemas/identifier.ts';
import { memberAt } from './prefill.ts';
import type { Case } from './state.ts';
import { pinnedMatters } from './template.ts';

const APPEAL = {
  zh: '对登记信息有异议的，由窗口向信息所有者提出疑义（POST /v1/doubts），更正后重新查询即可办理；对不予受理决定不服的，依决定书所载救济途径',
  en: 'a doubt goes to the owner of the data (POST /v1/doubts), and once it is corrected the question is asked anew; remedies against the refusal stand in its slip',
};

/** Each who applies and each thing that must not be so. A foreign document stands in no registry here: he hands in his own proof. */
const questions = (matters: IndexedMatters, found: Case) =>
  pinnedMatters(matters, found).flatMap(({ id: matter, stops = [] }) =>
    stops.flatMap((stop) =>
      found.parties
        .filter(({ role, code }) => APPLYING.includes(role) && !isForeign(code))
        .map(({ id: party }) => ({ matter, stop, party })),
    ),
  );

const newest = ({ facts }: Case, resource: string, party: string) =>
  facts
    .filter((one) => one.resource === resource && one.party === party)
    .toSorted((a, b) => b.answeredAt - a.answeredAt)[0];

/** What the newest answer of each forbids; one that was corrected and asked anew forbids no more. */
export const stopsOf = (matters: IndexedMatters, found: Case): StopView[] =>
  questions(matters, found).flatMap(({ matter, stop, party }) => {
    const fact = newest(found, stop.resource, party);
    if (!fact || memberAt(stop.pointer, fact.answer) !== stop.is) return [];
    const { resource, why, basis } = stop;
    const { exchange, answeredAt } = fact;
    return {
      ...{ matter, party, resource, exchange, why, basis, appeal: APPEAL },
      at: new Date(answeredAt).toISOString(),
    };
  });

/** Of whom it was not asked, and nothing took the place of the answer. */
export const unasked = (matters: IndexedMatters, found: Case): { field: string; rule: string }[] =>
  questions(matters, found)
    .filter(
      ({ stop, party }) =>
        !newest(found, stop.resource, party) &&
        !found.failures.some(
          (one) => one.resource === stop.resource && one.party === party && one.outcome !== undefined,
        ),
    )
    .map(({ stop, party }) => ({ field: `/parties/${party}/${stop.resource}`, rule: 'not-asked' }));

/** Throws conflict: which source said it and when; what it said stands in the case. */
export const assertNotStopped = (matters: IndexedMatters, found: Case): void => {
  const stops = stopsOf(matters, found);
  if (stops.length === 0) return;
  throw problem('conflict', {
    detail: `登记信息不符合办理条件 a registry forbids it: ${stops.map(({ resource, at }) => `${resource}, ${beijingDate(Date.parse(at))}`).join('; ')}`,
    cause: 'stopped-by-registry',
    errors: stops.map(({ party, resource }) => ({ field: `/parties/${party}/${resource}`, rule: 'stopped' })),
  });
};
