/** 共同申请: for what the parties apply together, each of them has applied, himself or by his agent, and all of them mean the same. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Case } from './state.ts';
import { pinnedMatters } from './template.ts';

type Joint = NonNullable<Matter['jointApplication']>;
interface Fault {
  readonly field: string;
  readonly rule: string;
}

export const jointIn = (matters: IndexedMatters, found: Pick<Case, 'pins'>): Joint[] =>
  pinnedMatters(matters, found).flatMap(({ jointApplication }) => jointApplication ?? []);

/** 约定事项: fields of the form that each who applies confirms. */
export const agreedFields = (matters: IndexedMatters, found: Pick<Case, 'pins'>): string[] => [
  ...new Set(jointIn(matters, found).flatMap(({ agrees }) => agrees)),
];

/** By the application that he filed or joined, or by coming to the window, where he is asked. */
const hasCome = ({ visits, joined }: Case, party: string): boolean =>
  joined.some((one) => one.party === party) || visits.some((one) => one.party === party);

/** Whose application an agent made, by a mandate that covers it and had not ended on `day`. */
const represents = (found: Case, { role, id, mandate }: CaseParty, party: string, day: string): boolean =>
  role === 'agent' &&
  mandate?.of?.includes(party) === true &&
  mandate.scope.includes('apply') &&
  mandate.until >= day &&
  hasCome(found, id);

const hasApplied = (found: Case, { id }: CaseParty, day: string): boolean =>
  hasCome(found, id) || found.parties.some((one) => represents(found, one, id, day));

const lacking = (found: Case, { roles }: Joint, day: string): Fault[] =>
  roles.flatMap((role) => {
    const all = found.parties.filter((one) => one.role === role);
    if (all.length === 0) return [{ field: `/parties/${role}`, rule: `${role}-not-applied` }];
    return all
      .filter((one) => !hasApplied(found, one, day))
      .map(({ id }) => ({ field: `/parties/${id}`, rule: `${role}-not-applied` }));
  });

/** 各方陈述不一致: what one of them confirmed is not what the form says now. */
export const disagreed = (matters: IndexedMatters, found: Case): Fault[] =>
  agreedFields(matters, found).flatMap((field) =>
    found.joined.some(({ agreed }) => agreed[field] !== undefined && agreed[field] !== found.form[field])
      ? [{ field: `/form/${field}`, rule: 'parties-differ' }]
      : [],
  );

/** What stands against acceptance; `now`: epoch ms. */
export const unjoined = (matters: IndexedMatters, found: Case, now: number): Fault[] => [
  ...new Map(
    [
      ...jointIn(matters, found).flatMap((joint) => lacking(found, joint, beijingDate(now))),
      ...disagreed(matters, found),
    ].map((one) => [one.field, one]),
  ).values(),
];
