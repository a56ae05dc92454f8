/** Rules that fire by rate, on the city's clock. A move of the clock over several periods fires once, as after an outage. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../pool/outcome.ts';
import type { Pool } from '../pool/pool.ts';
import type { Deployed, Deployment } from '../template.ts';
import { pause } from './source.ts';

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** Lambda invokes again twice, after a minute and after two; a laptop is less patient. */
const RETRY_MS = [1_000, 2_000];

const period = ({ id, properties }: Deployed): number => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(properties.ScheduleExpression)) ?? [];
  if (!count) throw new Error(`rule ${id}: only rate(n minutes|hours|days) is understood`);
  return Number(count) * (UNIT_MS[unit] ?? 0);
};

export interface Schedules {
  /** Fires every rule of a function (or all) now; answers when the functions have. */
  fire(fn?: string): Promise<readonly Outcome[]>;
  /** Runs under way. */
  busy(): boolean;
  stop(): Promise<void>;
}

const eventOf = (rule: Deployed, now: number) => {
  const [, , , region, account] = rule.arn.split(':');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: new Date(now).toISOString().replace(/\.\d{3}/, ''),
    region,
    resources: [rule.arn],
    detail: {},
  };
};

/** `timers` false: rules fire by hand only. */
export const startSchedules = (deployment: Deployment, pool: Pool, clock: Clock, timers: boolean): Schedules => {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  const rules = deployment
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) => properties.ScheduleExpression && properties.State !== 'DISABLED')
    .map((rule) => ({
      rule,
      every: period(rule),
      targets: (rule.properties.Targets ?? []) as { Arn: string; Input?: string }[],
    }));

  const invoke = async (arn: string, event: unknown): Promise<Outcome> => {
    let outcome = await pool.invoke(arn, event, { waitMs: 20_000 });
    for (const ms of RETRY_MS) {
      if (outcome.ok || stopping.signal.aborted) break;
      await pause(ms, stopping.signal);
      outcome = await pool.invoke(arn, event, { waitMs: 20_000 });
    }
    return outcome;
  };
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    const forget = () => running.delete(work);
    work.then(forget, forget);
    return work;
  };
  const fireRule = ({ rule, targets }: (typeof rules)[number], only?: string) =>
    targets
      .filter(({ Arn }) => only === undefined || Arn === only)
      .map(({ Arn, Input }) =>
        tracked(invoke(Arn, Input === undefined ? eventOf(rule, clock.now()) : JSON.parse(Input))),
      );

  const due = rules.map((entry) => ({ entry, next: clock.now() + entry.every }));
  const tick = () => {
    for (const one of due) {
      if (clock.now() < one.next) continue;
      one.next = clock.now() + one.entry.every;
      for (const run of fireRule(one.entry)) run.catch(() => {});
    }
  };
  const timer = timers ? setInterval(tick, 500) : undefined;
  const deaf = timers ? clock.onMove(tick) : () => {};

  return {
    fire: (fn) => {
      const arn =
        fn === undefined ? undefined : pool.functions.find(({ alias, name }) => [alias, name].includes(fn))?.arn;
      if (fn !== undefined && arn === undefined) throw new Error(`no function ${fn}`);
      return Promise.all(rules.flatMap((rule) => fireRule(rule, arn)));
    },
    busy: () => running.size > 0,
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      deaf();
      await Promise.allSettled(running);
    },
  };
};
