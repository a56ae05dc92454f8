/** What travelled for a case and what did not. */
import { problem } from '#functions/kernel/problem.ts';
import type { CaseLine } from '#schemas/case.ts';
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

/** 数据源中断超过60秒: only then an officer may use a printout that the source has certified. */
export const PRINTOUT_AFTER_MS = 60_000;

/** 待核验: a certified printout stands in for the answer, and nothing is issued before one of them confirms it. */
export const isToVerify = ({ outcome }: FactFailure): boolean => outcome === 'printout';

/** Throws conflict, naming what is to be verified. */
export const assertVerified = ({ failures }: Pick<Case, 'failures'>): void => {
  const open = failures.filter(isToVerify);
  if (open.length > 0)
    throw problem('conflict', {
      ...{ detail: '打印件待核验，核实前不得制证 a printout is to be verified first', cause: 'fact-to-verify' },
      errors: open.map(({ resource }) => ({ field: `/facts/${resource}`, rule: 'to-verify' })),
    });
};

export const sameQuestion =
  (one: { readonly matter: string; readonly resource: string; readonly party: string }) =>
  ({ matter, resource, party }: FactFailure): boolean =>
    matter === one.matter && resource === one.resource && party === one.party;

const stateOf = (failure: FactFailure): NonNullable<CaseLine['waiting']>[number]['state'] => {
  if (isToVerify(failure)) return 'to-verify';
  if (failure.due) return 'due';
  return failure.nextAt === null ? 'manual' : 'retrying';
};

/** 待重试, 待人工 or 待核验, for the lists of the hall and of the body. */
export const waitingFor = ({ failures }: Pick<Case, 'failures'>, matter?: string) =>
  failures
    .filter((one) => (isOpen(one) || isToVerify(one)) && (matter === undefined || one.matter === matter))
    .map((one) => ({ resource: one.resource, state: stateOf(one) }));
