/** 历史信息自动导入: what the same party gave in an earlier case, where no register answers. Offered with case and day; the applicant confirms it. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { resourceOf } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { APPLYING, type CaseActor, type CaseParty, type CaseState } from '#schemas/case.ts';
import type { FormField } from '#schemas/matter-material.ts';
import { type Earlier, offers } from './prefill.ts';
import type { Case } from './state.ts';

export type EarlierFields = ReadonlyMap<string, Earlier>;

/** Who gave what was written for him; where nobody is named, the only one who applies. What an agent says is for another each time. */
export const giverOf = (
  parties: readonly CaseParty[],
  { onBehalf }: Pick<CaseActor, 'onBehalf'>,
): string | undefined => {
  const applying = parties.filter(({ id, role }) => APPLYING.includes(role) && (onBehalf ?? id) === id);
  return applying.length === 1 ? applying[0]?.id : undefined;
};

/** Who gave which field, after `giver` has said these. */
export const givenBy = (gave: Case['gave'], fields: readonly string[], giver: string | undefined): Case['gave'] => {
  const others = Object.entries(gave).filter(([field]) => !fields.includes(field));
  return Object.fromEntries([
    ...others,
    ...(giver === undefined ? [] : fields.map((field) => [field, giver] as const)),
  ]);
};

/** Under whose codes a case is found later: for whom it was opened, and who else gave something until it was filed. */
export interface Filed {
  readonly codes: readonly string[];
  readonly at: number;
}

/** By the step that files it. */
export const filedOf = (before: Case, { filedAt, gave, parties, openedBy }: Case): Filed | undefined => {
  if (before.filedAt !== undefined || filedAt === undefined) return undefined;
  const givers = new Set([giverOf(parties, openedBy), ...Object.values(gave)]);
  return { codes: [...new Set(parties.filter(({ id }) => givers.has(id)).map(({ code }) => code))], at: filedAt };
};

/** A register that could be asked comes first: only where it was asked and has not answered something older may stand in. */
const isUnanswered = ({ failures }: Case, { from }: FormField): boolean =>
  !from || failures.some(({ resource, outcome }) => resource === resourceOf(from) && outcome !== 'came');

/** 可沿用: empty, no register answers it, and it is true of the applicant beyond one case. */
export const wantedFields = (matters: IndexedMatters, found: Case): string[] =>
  offers(matters, found)
    .filter(({ field, offered }) => field.lasting && !offered && found.form[field.id] === undefined)
    .filter(({ field }) => isUnanswered(found, field))
    .map(({ field }) => field.id);

/** Whoever took it back, or was never accepted, has said nothing that lasts. */
const TAKEN_BACK: readonly CaseState[] = ['withdrawn', 'deemed-withdrawn', 'not-accepted', 'acceptance-revoked'];

/** Of these fields, what the holder of the code gave in this case and nobody doubts. */
export const gaveIn = (matters: IndexedMatters, past: Case, code: string, wanted: readonly string[]): EarlierFields => {
  if (past.filedAt === undefined || past.acceptedAt === undefined || past.test) return new Map();
  if (TAKEN_BACK.includes(past.state)) return new Map();
  const disputed = offers(matters, past).flatMap(({ field, offered }) => (offered?.disputed ? [field.id] : []));
  const day = beijingDate(past.filedAt);
  return new Map(
    wanted.flatMap((field) => {
      const giver = past.parties.find(({ id }) => id === past.gave[field]);
      const value = past.form[field];
      return value === undefined || giver?.code !== code || disputed.includes(field)
        ? []
        : [[field, { value, case: past.id, day }] as const];
    }),
  );
};
