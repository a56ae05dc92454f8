/** What travelled for a case and what did not. */
import type { Case, FactFailure } from './state.ts';

/** 5 tries: at once, then after 5 and 15 minutes, one hour and four; by then a department that is down for long is known to be. */
const NEXT_TRY_MS = [5, 15, 60, 240].map((minutes) => minutes * 60_000);

/** Epoch ms; null when it was tried often enough. */
export const nextTry = (tries: number, now: number): number | null => {
  const wait = NEXT_TRY_MS[tries - 1];
  return wait === undefined ? null : now + wait;
};

/** Nothing has taken the place of the answer, and it has not come. */
export const isOpen = ({ outcome }: FactFailure): boolean => outcome === undefined;

/** 容缺: the case went on without the answer, and nothing is put out before it has come. */
export const isOwed = ({ outcome }: FactFailure): boolean => outcome === 'tolerance';

export const sameQuestion =
  (one: { readonly matter: string; readonly resource: string; readonly party: string }) =>
  ({ matter, resource, party }: FactFailure): boolean =>
    matter === one.matter && resource === one.resource && party === one.party;

/** 待重试 or 待人工, for the lists of the hall and of the body. */
export const waitingFor = ({ failures }: Pick<Case, 'failures'>, matter?: string) =>
  failures
    .filter((one) => isOpen(one) && (matter === undefined || one.matter === matter))
    .map(({ resource, nextAt, due }) => ({
      resource,
      state: due ? ('due' as const) : nextAt === null ? ('manual' as const) : ('retrying' as const),
    }));
