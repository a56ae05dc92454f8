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

/** Bars of whoever is asked about end on one of these days, both included. */
export interface Ending {
  readonly from: string;
  readonly to: string;
}

/** Its store fits. */
interface Bars {
  /** By these codes, the last day of what bars each. */
  untolerated(codes: readonly string[], ending: Ending): Promise<ReadonlyMap<string, string>>;
}

/** A rule that has ended may have barred for longer than that of today. */
const endingFrom = ({ raw }: IndexedMatters, day: string): Ending => {
  const longest = Math.max(0, ...(raw.tolerances ?? []).map(({ barDays }) => barDays));
  return { from: day, to: addDays(day, longest, () => true) };
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
  const last = await cases.untolerated(
    applying.map(({ code }) => code),
    endingFrom(matters, day),
  );
  return applying.flatMap(({ id, code }) => {
    const until = last.get(code);
    return until === undefined ? [] : [{ party: id, until }];
  });
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

/** What the step sets for who applies, by his code; or that it lifts, once for all of them. */
export interface ToleranceBars {
  readonly until: string;
  readonly codes: readonly string[];
  readonly lifted: boolean;
}

export const toleranceBarsOf = (before: Case, { toleranceBar: bar, parties }: Case): ToleranceBars | undefined => {
  const { toleranceBar: was } = before;
  if (!bar || (was && was.liftedAt === bar.liftedAt)) return undefined;
  if (was) return { until: bar.until, codes: [], lifted: true };
  const codes = parties.filter(({ role }) => APPLYING.includes(role)).map(({ code }) => code);
  return { until: bar.until, codes, lifted: false };
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
