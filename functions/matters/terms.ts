/** 法定期间: which dated rule holds for a matter on a day. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { addDays, type Calendars, isWorkday } from '#functions/kernel/workdays.ts';
import { BY_LICENCE_LAW, type CaseTerm, type CaseTermKind } from '#schemas/case-term.ts';
import type { Matter } from '#schemas/matter.ts';
import type { IndexedMatters } from './index-matters.ts';
import { inForce } from './marks.ts';

/** Its own rule goes before what holds for all, a rule of the catalogue before the national law's. */
export const termOf = (
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
    .toSorted((a, b) => a.length - b.length)
    .at(0);

/** The last day of it. `at`: epoch ms of what it is counted from. Calendar days never end on a day off (民法典 203). */
export const lastDay = ({ unit, length }: CaseTerm, at: number, calendars: Calendars): string => {
  const works = (day: string): boolean => isWorkday(day, calendars);
  const day = addDays(beijingDate(at), length, unit === 'working-days' ? works : () => true);
  return unit === 'working-days' || works(day) ? day : addDays(day, 1, works);
};
