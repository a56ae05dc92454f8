/** 报告先行: which reports lie ready for the materials of a case, and whether they are current on the day. One place decides it. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { APPLYING } from '#schemas/case.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import type { Matter } from '#schemas/matter.ts';
import type { FoundReport, Report } from '#schemas/report.ts';
import type { Case } from './state.ts';
import { pinnedMatters } from './template.ts';

const awaits = ({ materials }: Matter): boolean => materials.some(({ pushed }) => pushed !== undefined);

/** Whether any version of what is applied for takes reports: only then they are looked for. */
export const awaitsReports = (matters: IndexedMatters, { subject }: Pick<Case, 'subject'>): boolean => {
  const ids =
    'matter' in subject
      ? [subject.matter]
      : matters.templates(subject.bundle).flatMap((template) => template.matters.map(({ matter }) => matter));
  return ids.some((id) => matters.versions(id).some(awaits));
};

export const applyingCodes = ({ parties }: Pick<Case, 'parties'>): string[] =>
  parties.filter(({ role }) => APPLYING.includes(role)).map(({ code }) => code);

/** The same day so many months later; the last of the month where there is no such day. */
const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};

/** Of one day the one that came last: another number for the same works puts right the one before. */
const newestFirst = (a: Report, b: Report): number =>
  a.issuedOn === b.issuedOn ? b.at - a.at : a.issuedOn < b.issuedOn ? 1 : -1;

/** For each material that may come so, the newest report about the thing that the form names. */
export const foundReports = (
  matters: IndexedMatters,
  { form, pins }: { readonly form: Case['form']; readonly pins: Pins },
  reports: readonly Report[],
  day: string,
): FoundReport[] =>
  pinnedMatters(matters, { pins }).flatMap(({ id, materials }) =>
    materials.flatMap(({ id: material, papers, pushed }) => {
      if (!pushed) return [];
      const [newest] = reports
        .filter(({ paper, about }) => papers.includes(paper) && about === form[pushed.about])
        .toSorted(newestFirst);
      if (!newest) return [];
      const { number, firm, issuedOn, file } = newest;
      const until = monthsAfter(issuedOn, pushed.months);
      return [{ material: `${id}/${material}`, number, firm, issuedOn, file, until, current: day <= until }];
    }),
  );

/** What is current lies there as if it had been handed in. */
export const asMaterials = (found: readonly FoundReport[]) =>
  found
    .filter(({ current }) => current)
    .map(({ material }) => ({ material, medium: 'electronic' as const, files: [] }));

/** The last that was found for each material counts. */
export const withReports = (before: Case['reports'], found: readonly FoundReport[]): Case['reports'] => [
  ...before.filter(({ material }) => !found.some((one) => one.material === material)),
  ...found,
];
