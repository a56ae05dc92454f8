/** 家庭住房套数: homes of the buyer and of who counts as his household, by what the register answered about each of them. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Case, Fact } from './state.ts';
import { pinnedMatters } from './template.ts';

/** The field of the one form that says how many they are, and from where. */
const BUYER_HOMES = 'tax.buyerHomes';

/** 购房人、配偶以及未成年子女. */
const HOUSEHOLD: readonly PartyRole[] = ['buyer', 'spouse', 'child'];

/** 成套住宅, 住宅 on a homestead; no shop and no workshop. */
export const isHome = ({ use }: { readonly use?: unknown }): boolean => typeof use === 'string' && use.includes('住宅');

type Titles = { readonly titles?: readonly { readonly use?: unknown }[] } | undefined;

/** Undefined where the answer does not say what each is used for, or the applicant's own proof counts instead. */
const homesIn = ({ answer, disputed }: Fact): number | undefined => {
  const titles = (answer as Titles)?.titles;
  return disputed || !titles?.every(({ use }) => use !== undefined) ? undefined : titles.filter(isHome).length;
};

const sourceIn = (matters: IndexedMatters, found: Case): string | undefined =>
  pinnedMatters(matters, found)
    .flatMap(({ forms }) => forms.flatMap(({ fields }) => fields))
    .find(({ id }) => id === BUYER_HOMES)?.from?.resource;

/** With the house that is bought; undefined where the register was not asked about the buyer. */
export const buyerHomesIn = (matters: IndexedMatters, found: Case): number | undefined => {
  const source = sourceIn(matters, found);
  const counted = found.parties
    .filter(({ role }) => HOUSEHOLD.includes(role))
    .flatMap(({ id, role }) => {
      const [newest] = found.facts
        .filter(({ resource, party }) => resource === source && party === id)
        .toSorted((a, b) => b.answeredAt - a.answeredAt);
      const homes = newest && homesIn(newest);
      return homes === undefined ? [] : [{ role, homes }];
    });
  if (!counted.some(({ role }) => role === 'buyer')) return undefined;
  return counted.reduce((sum, { homes }) => sum + homes, 1);
};
