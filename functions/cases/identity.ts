/** 人证核验 of those who apply: who is proven to be himself, and whose proof a matter still wants. */

import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { APPLYING, type IdentityView } from '#schemas/case.ts';
import type { Case, IdentityCheck } from './state.ts';
import { pinnedMatters } from './template.ts';

/** The last check of the party. */
export const identityOf = ({ identities }: Pick<Case, 'identities'>, party: string): IdentityCheck | undefined =>
  identities.findLast((one) => one.party === party);

const outcomeOf = ({ result, manual }: IdentityCheck): IdentityView['result'] => {
  if (!manual) return result;
  return manual.same ? 'confirmed' : 'refused';
};

/** The strictest of the matters of the case; undefined: none compares faces, so none is compared. */
export const thresholdOf = (matters: IndexedMatters, found: Case): number | undefined => {
  const all = pinnedMatters(matters, found).flatMap(({ faceCheck }) => faceCheck?.threshold ?? []);
  return all.length > 0 ? Math.max(...all) : undefined;
};

/** Each who applies and is not proven to be himself, where a matter wants it. */
export const unproven = (matters: IndexedMatters, found: Case): { field: string; rule: string }[] => {
  if (thresholdOf(matters, found) === undefined) return [];
  return found.parties
    .filter(({ role }) => APPLYING.includes(role))
    .flatMap(({ id }) => {
      const check = identityOf(found, id);
      const outcome = check && outcomeOf(check);
      if (outcome === 'passed' || outcome === 'confirmed') return [];
      return [{ field: `/parties/${id}`, rule: outcome === 'refused' ? 'identity-refused' : 'identity-unproven' }];
    });
};

/** Throws conflict. */
export const assertIdentified = (matters: IndexedMatters, found: Case): void => {
  const errors = unproven(matters, found);
  if (errors.length > 0)
    throw problem('conflict', {
      detail: '人证核验未通过 not proven to be himself',
      cause: 'identity-unproven',
      errors,
    });
};

export const identityViews = ({ identities }: Pick<Case, 'identities'>): IdentityView[] =>
  identities.map(({ at, manual, result: _result, ...one }, i) => ({
    ...one,
    result: outcomeOf(identities[i] as IdentityCheck),
    at: new Date(at).toISOString(),
    ...(manual ? { confirmedBy: manual.by, note: manual.note } : {}),
  }));
