/** 法定期间: which dated rule holds for a matter on a day. */
import { BY_LICENCE_LAW, type CaseTerm, type CaseTermKind } from '#schemas/case-term.ts';
import type { Matter } from '#schemas/matter.ts';
import type { IndexedMatters } from './index-matters.ts';
import { inForce } from './marks.ts';

/** Its own rule goes before what holds for all, a rule of the catalogue before the national law's. */
const termOf = (
  { raw }: IndexedMatters,
  kind: CaseTermKind,
  { id, type }: Pick<Matter, 'id' | 'type'>,
  day: string,
): CaseTerm | undefined => {
  const rules = [...(raw.terms?.[kind] ?? []), ...BY_LICENCE_LAW[kind]];
  const own = rules.filter(({ matters }) => matters?.includes(id));
  const common = rules.filter(({ matters, types }) => !matters && (types?.includes(type) ?? true));
  return inForce(own, day) ?? inForce(common, day);
};

/** Of several matters that are one to the applicant the shortest: it is the only one that breaks no law. Undefined where no rule holds. */
export const shortestTerm = (
  matters: IndexedMatters,
  kind: CaseTermKind,
  of: readonly Pick<Matter, 'id' | 'type'>[],
  day: string,
): CaseTerm | undefined =>
  of
    .flatMap((matter) => termOf(matters, kind, matter, day) ?? [])
    .toSorted((a, b) => a.workdays - b.workdays)
    .at(0);
