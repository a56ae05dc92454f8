/** 容缺失信限制: who broke a promise is accepted provisionally no more for a time, where a local rule says so. Whole, he is accepted like anybody. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { instant } from '#functions/kernel/instant.ts';
import { problem } from '#functions/kernel/problem.ts';
import { addDays } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import { APPLYING, type CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { ToleranceBar, ToleranceRule } from '#schemas/tolerance.ts';
import type { Case } from './state.ts';

type Where = Pick<Case, 'place'>;

/** Undefined where no rule holds at the place on that day. */
export const toleranceRule = ({ raw }: IndexedMatters, { place }: Where, day: string): ToleranceRule | undefined =>
  inForce(
    (raw.tolerances ?? []).filter(({ places }) => places?.includes(place) ?? true),
    day,
  );

/** The day of the breach is not counted. Of a case that only tries the hall out nobody has anything. */
export const barAfter = (
  matters: IndexedMatters,
  found: Pick<Case, 'place' | 'test'>,
  now: number,
): ToleranceBar | undefined => {
  const day = beijingDate(now);
  const rule = found.test ? undefined : toleranceRule(matters, found, day);
  return rule && { until: addDays(day, rule.barDays, () => true), basis: rule.basis };
};

/** A bar of somebody who applies: until the end of which day. */
export interface Barred {
  readonly party: string;
  readonly until: string;
}

/** That a promise was broken, and in which case; there it may have been lifted since. */
export interface Broken {
  readonly case: string;
  readonly until: string;
}

/** Its store fits. */
interface Bars {
  load(id: string): Promise<Case | undefined>;
  /** By these codes. */
  untolerated(codes: readonly string[]): Promise<ReadonlyMap<string, readonly Broken[]>>;
}

/** Asks each case once whether its bar was lifted. One that is not there lifts nothing. */
const standingIn = ({ load }: Bars) => {
  const asked = new Map<string, Promise<boolean>>();
  return ({ case: id }: Broken): Promise<boolean> => {
    const answer = asked.get(id) ?? load(id).then((from) => from?.toleranceBar?.liftedAt === undefined);
    asked.set(id, answer);
    return answer;
  };
};

/** Who applies and is barred; nothing is looked up where nothing is promised, or no rule holds. */
export const barredFrom = async (
  { cases, matters, now }: { readonly cases: Bars; readonly matters: IndexedMatters; readonly now: number },
  found: Case,
  body: CaseAct,
): Promise<Barred[]> => {
  const day = beijingDate(now);
  if (body.act !== 'accept' || !body.promises?.length || !toleranceRule(matters, found, day)) return [];
  const applying = found.parties.filter(({ role }) => APPLYING.includes(role));
  const bars = await cases.untolerated(applying.map(({ code }) => code));
  const standing = standingIn(cases);
  const barred: Barred[] = [];
  for (const { id, code } of applying)
    for (const bar of bars.get(code) ?? [])
      if (bar.until >= day && (await standing(bar))) barred.push({ party: id, until: bar.until });
  return barred;
};

/** Throws conflict, naming the party and the day: until its end he may hand in the whole, and is accepted. */
export const assertTolerated = (barred: readonly Barred[], now: number): void => {
  const day = beijingDate(now);
  const [last] = barred.filter(({ until }) => until >= day).toSorted((a, b) => (a.until < b.until ? 1 : -1));
  if (!last) return;
  throw problem('conflict', {
    detail: `${last.party} 曾逾期未补容缺材料，至 ${last.until}（含）不适用容缺受理；材料交齐即可受理 a promised paper of ${last.party} did not come: no provisional acceptance until the end of ${last.until}; with every paper handed in the case is accepted`,
    cause: 'barred-from-tolerance',
    errors: [{ field: '/promises', rule: 'barred-from-tolerance' }],
  });
};

/** What the step sets for who applies, by his code. Whether it was lifted since stands in the case alone: so that costs the same for any number of them. */
export interface ToleranceBars {
  readonly codes: readonly string[];
  readonly until: string;
}

export const toleranceBarsOf = (before: Case, { toleranceBar: bar, parties }: Case): ToleranceBars | undefined => {
  if (!bar || before.toleranceBar) return undefined;
  const codes = parties.filter(({ role }) => APPLYING.includes(role)).map(({ code }) => code);
  return { codes, until: bar.until };
};

export const toleranceBarView = ({ toleranceBar: bar }: Case): Pick<CaseView, 'toleranceBar'> =>
  bar
    ? {
        toleranceBar: {
          ...{ until: bar.until, basis: bar.basis },
          ...(bar.liftedAt === undefined ? {} : { liftedAt: instant(bar.liftedAt) }),
        },
      }
    : {};
