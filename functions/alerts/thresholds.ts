/** Which thresholds hold for a look: the city's, else the standard ones; the narrower in the place of the wider. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Look } from '#schemas/alert.ts';
import type { Pattern, Threshold, Watched } from '#schemas/threshold.ts';
import { DEFAULTS } from './defaults.ts';

/** Somebody or something that is watched, and by which threshold. */
export interface Watch {
  readonly threshold: Threshold;
  /** Officer, client or grant. */
  readonly who: string;
}

const inForce = ({ from, until, suspended }: Threshold, at: number): boolean =>
  !suspended && Date.parse(from) <= at && (until === undefined || at < Date.parse(until));

/** A console speaks for its officers, who are watched one by one; a system for itself. */
const watchedIn = ({ officer, client, grant }: Look): (readonly [Watched, string])[] => [
  officer === undefined ? ['client', client] : ['officer', officer],
  ['grant', grant],
];

const PATTERNS: readonly Pattern[] = ['many', 'sequence'];

/** One for each length of time: of several roles' the one that lets most through. */
const widest = (thresholds: readonly Threshold[]): Threshold[] =>
  [...Map.groupBy(thresholds, ({ minutes }) => minutes).values()].flatMap(
    (same) => same.toSorted((a, b) => b.distinct - a.distinct)[0] ?? [],
  );

export const watchesOf = (snapshot: IndexedSnapshot, look: Look): Watch[] => {
  const roles = look.officer === undefined ? [] : (snapshot.officer(look.officer)?.roles ?? []);
  const applies = ({ role, grant }: Threshold): boolean =>
    (role === undefined || roles.includes(role)) && (grant === undefined || grant === look.grant);
  const narrow = ({ role, grant }: Threshold): boolean => role !== undefined || grant !== undefined;
  const choose = (watch: Watched, pattern: Pattern): Threshold[] => {
    const of = (all: readonly Threshold[]) =>
      all.filter((one) => one.watch === watch && one.pattern === pattern && inForce(one, look.at));
    const own = of(snapshot.raw.thresholds ?? []);
    const there = (own.length > 0 ? own : of(DEFAULTS)).filter(applies);
    const narrower = there.filter(narrow);
    return widest(narrower.length > 0 ? narrower : there);
  };
  return watchedIn(look).flatMap(([watch, who]) =>
    PATTERNS.flatMap((pattern) => choose(watch, pattern).map((threshold) => ({ threshold, who }))),
  );
};
