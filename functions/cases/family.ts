/** 家庭成员 of a party, where a matter counts them with it: who they are a register has said, and nobody else is asked about as one of them. */
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { Family } from '#schemas/matter.ts';
import type { Case, Fact } from './state.ts';
import { matterOf } from './template.ts';

type Member = Family['members'][number];

export const familyIn = (matters: IndexedMatters, found: Case, matter: string): Family | undefined => {
  const version = found.pins?.matters[matter];
  return version === undefined ? undefined : matterOf(matters, matter, version).family;
};

/** The newest of a resource about a party; asked anew, the last one counts. */
export const newestOf = ({ facts }: Case, resource: string, party: string): Fact | undefined =>
  facts
    .filter((one) => one.resource === resource && one.party === party)
    .toSorted((a, b) => b.answeredAt - a.answeredAt)[0];

const textsAt = (pointer: string, answer: unknown): string[] =>
  valuesAt(pointer, answer).filter((one) => typeof one === 'string');

/** Codes of those whom the records name; of a record that the applicant disputes nobody. */
const namedBy = (found: Case, { of }: Family, { resource, pointer }: Member): string[] =>
  found.parties
    .filter(({ role }) => role === of)
    .flatMap(({ id }) => {
      const fact = newestOf(found, resource, id);
      return fact && !fact.disputed ? textsAt(pointer, fact.answer) : [];
    });

/** Everybody who is known to belong to it, by role and code. */
export const familyOf = (found: Case, family: Family): Pick<CaseParty, 'role' | 'code'>[] =>
  family.members.flatMap((member) => namedBy(found, family, member).map((code) => ({ role: member.role, code })));

const isShown = (found: Case, family: Family, { role, code }: Pick<CaseParty, 'role' | 'code'>): boolean =>
  familyOf(found, family).some((one) => one.role === role && one.code === code);

const isMember = ({ members }: Family, { role }: Pick<CaseParty, 'role'>): boolean =>
  members.some((one) => one.role === role);

/** Whether somebody joins because a register names him as one of the family. */
export const joinsFamily = (matters: IndexedMatters, found: Case, matter: string, party: CaseParty): boolean => {
  const family = familyIn(matters, found, matter);
  return family !== undefined && isShown(found, family, party);
};

/**
 * Those of whom may be asked for the matter. Of who is `named` throws unprocessable where no register says that he belongs to the family;
 * unnamed he is left out.
 */
export const askableFor = (
  matters: IndexedMatters,
  found: Case,
  matter: string,
  { parties, named }: { readonly parties: readonly CaseParty[]; readonly named: boolean },
): readonly CaseParty[] => {
  const family = familyIn(matters, found, matter);
  if (!family) return parties;
  const unshown = parties.filter((one) => isMember(family, one) && !isShown(found, family, one));
  if (named && unshown.length > 0)
    throw problem('unprocessable', {
      detail: `须先由登记信息载明其为家庭成员（${family.basis}） first a register must name him as one of the family`,
      errors: unshown.map((one) => ({ field: `/parties/${parties.indexOf(one)}`, rule: 'family-not-shown' })),
    });
  return parties.filter((one) => !unshown.includes(one));
};
