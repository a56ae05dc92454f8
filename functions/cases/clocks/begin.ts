/** When a task's clock starts, and with which limits. */
import { beijingInstant } from '#functions/kernel/beijing.ts';
import type { ClockLimit, LimitRole } from '#schemas/case-clock.ts';
import type { CaseTerm } from '#schemas/case-term.ts';
import type { Limit, Matter } from '#schemas/matter.ts';
import type { Office } from '#schemas/office.ts';
import type { Clocks } from './clock.ts';

/**
 * The written completion of the last of the steps before it, or the acceptance where that is later or there are none; undefined while one is
 * not completed (ZJ-2018 art. 5). `accepted`: instant. Returns an instant.
 */
export const startOf = (after: readonly string[], clocks: Clocks, accepted: string): string | undefined => {
  const done = after.map((step) =>
    [...clocks.values()].find(
      (one) => one.step === step && one.holder === 'department' && one.stopped?.outcome === 'completed',
    ),
  );
  if (done.includes(undefined)) return undefined;
  return beijingInstant(Math.max(Date.parse(accepted), ...done.map((one) => one?.stopped?.at ?? 0)));
};

const KINDS = { 'working-days': 'working-days', 'calendar-days': 'calendar-days', minutes: 'office-minutes' } as const;

/** A limit of the catalogue as a clock's; undefined where only local rules set one. At once means on the day itself. */
export const clockLimit = (role: LimitRole, limit: Limit, { yellowPercent }: Office): ClockLimit | undefined => {
  if (limit.kind === 'local') return undefined;
  if (limit.kind === 'at-once') return { role, kind: 'working-days', length: 0, yellow: 0 };
  const { kind, length, extension } = limit;
  const yellow = Math.floor((length * yellowPercent) / 100);
  return { role, kind: KINDS[kind], length, yellow, ...(extension ? { extension } : {}) };
};

/** 法定期间 as a clock's limit. */
export const legalLimit = ({ unit: kind, length, extension }: CaseTerm, { yellowPercent }: Office): ClockLimit => ({
  ...{ role: 'legal', kind, length, yellow: Math.floor((length * yellowPercent) / 100) },
  ...(extension ? { extension } : {}),
});

/** Limits of a matter, and its inner limit of so many working days where a bundle sets one. Empty when nobody has set any. */
export const limitsOf = (
  { legal, promised }: Pick<Matter, 'legal' | 'promised'>,
  office: Office,
  inner?: number,
): ClockLimit[] =>
  [
    clockLimit('legal', legal.limit, office),
    clockLimit('promised', promised, office),
    inner === undefined || inner === 0
      ? undefined
      : clockLimit('inner', { kind: 'working-days', length: inner }, office),
  ].filter((one) => one !== undefined);
