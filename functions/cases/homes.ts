/** 家庭住房套数: homes of the buyer and of who counts as his household, by what the register answered about each of them. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { Family } from '#schemas/matter.ts';
import { familyIn, familyOf, newestOf } from './family.ts';
import type { Case, Fact } from './state.ts';
import { pinnedMatters } from './template.ts';

/** The field of the one form that says how many they are, and from where. */
const BUYER_HOMES = 'tax.buyerHomes';

/** 成套住宅, 住宅 on a homestead; no shop and no workshop. */
export const isHome = ({ use }: { readonly use?: unknown }): boolean => typeof use === 'string' && use.includes('住宅');

/** `exact`: no more than these. */
export interface Homes {
  readonly homes: number;
  readonly exact: boolean;
}
const UNKNOWN: Homes = { homes: 0, exact: false };

type Titles = { readonly titles?: readonly { readonly use?: unknown }[]; readonly more?: boolean } | undefined;
type Count = { readonly ownsHome?: boolean; readonly ownsSeveral?: boolean } | undefined;

/** Nothing is known where the list does not say what each is used for. */
const listed = (answer: Titles): Homes =>
  answer?.titles?.every(({ use }) => use !== undefined)
    ? { homes: answer.titles.filter(isHome).length, exact: answer.more !== true }
    : UNKNOWN;

const counted = (answer: Count): Homes => {
  if (answer?.ownsSeveral) return { homes: 2, exact: false };
  return answer?.ownsHome === undefined
    ? UNKNOWN
    : { homes: Number(answer.ownsHome), exact: answer.ownsHome === false || answer.ownsSeveral === false };
};

const sourceIn = (matters: IndexedMatters, found: Case): string | undefined =>
  pinnedMatters(matters, found)
    .flatMap(({ forms }) => forms.flatMap(({ fields }) => fields))
    .find(({ id }) => id === BUYER_HOMES)?.from?.resource;

/** Of one party, by its newest answer; where its own proof counts instead, nothing is known from a register. */
const homesOf = (found: Case, party: string, source: string | undefined, counts: string | undefined): Homes => {
  const facts = [source, counts].flatMap((one) => (one === undefined ? [] : (newestOf(found, one, party) ?? [])));
  const [newest] = facts.toSorted((a: Fact, b: Fact) => b.answeredAt - a.answeredAt);
  if (!newest || newest.disputed) return UNKNOWN;
  return newest.resource === counts ? counted(newest.answer as Count) : listed(newest.answer as Titles);
};

/** Somebody of the family whom a register names and of whom nothing was asked, because he is no party. */
const isOutside = (found: Case, family: Family): boolean =>
  familyOf(found, family).some(({ code }) => !found.parties.some((one) => one.code === code));

/** With the house that is bought, as the registers have it for the matter that is taxed. */
export const buyerHomesIn = (matters: IndexedMatters, found: Case, matter: string): Homes => {
  const [source, family] = [sourceIn(matters, found), familyIn(matters, found, matter)];
  const roles = ['buyer', ...(family?.members.map(({ role }) => role) ?? [])];
  const all = found.parties
    .filter(({ role }) => roles.includes(role))
    .map(({ id }) => homesOf(found, id, source, family?.counts));
  return {
    homes: all.reduce((sum, { homes }) => sum + homes, 1),
    exact: all.every(({ exact }) => exact) && !(family && isOutside(found, family)),
  };
};
