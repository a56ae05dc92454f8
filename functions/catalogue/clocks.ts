/** Calendars and clock rules 工作日历、时限规则: read by every department, put by the data authority, in force within 30 s everywhere. */
import type * as z from 'zod';
import type { Bodies } from '#functions/kernel/api.handler.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller, Output } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import { change, notAhead } from '#functions/snapshot/change.ts';
import { registryPage } from '#functions/snapshot/page.ts';
import { revised } from '#functions/snapshot/revised.ts';
import { Calendar } from '#schemas/calendar.ts';
import { ClockRule } from '#schemas/clock.ts';
import type { clockRoutes } from '#schemas/routes/clocks.ts';
import type { CatalogueDeps } from './deps.ts';

type Deps = CatalogueDeps;
type Dated = Calendar | ClockRule;

const reader = async ({ snapshots }: Deps, caller: Caller): Promise<void> => {
  identify(await snapshots.current(), caller, 'catalogue');
};

const get = async (deps: Deps, caller: Caller, kind: Dated['kind'], id: string): Promise<Output> => {
  await reader(deps, caller);
  const found = await deps.registry.get(kind, id);
  if (!found) throw problem('not-found');
  return revised(found);
};

interface Put {
  readonly caller: Caller;
  readonly body: object;
  readonly now: number;
  readonly ifMatch?: number;
}

/** Throws forbidden, precondition-failed, unprocessable naming each rule of the stored form. */
const put = async <T extends Dated>(
  deps: Deps,
  schema: z.ZodType<T>,
  key: Pick<T, 'kind' | 'id'>,
  { caller, body, now, ifMatch = 0 }: Put,
): Promise<Output> => {
  const snapshot = await deps.snapshots.current();
  const { department } = identify(snapshot, caller, 'catalogue.manage');
  if (!department.dataAuthority)
    throw forbidden(
      snapshot,
      'not-data-authority',
      '日历和时限由主管部门管理 The data authority keeps calendars and clocks',
    );
  notAhead(await deps.registry.get(key.kind, key.id), ifMatch);
  const parsed = schema.safeParse({ ...body, v: 1, ...key, revision: ifMatch + 1 });
  if (parsed.success) {
    // What was estimated is counted anew once the notice of the year is known.
    if (key.kind === 'calendar') await deps.timers.recountAt(key.id, now);
    return revised(await change(deps, parsed.data, now));
  }
  const errors = parsed.error.issues.map(({ path, message }) => ({
    field: `/${path.map(String).join('/')}`,
    rule: message,
  }));
  throw problem('unprocessable', { errors });
};

export const clockBodies = (deps: Deps): Bodies<typeof clockRoutes> => ({
  listCalendars: async ({ caller, query }) => {
    await reader(deps, caller);
    return { body: await registryPage(deps, { kind: 'calendar', caller, query, wanted: () => true }) };
  },
  getCalendar: ({ caller, params }) => get(deps, caller, 'calendar', params.year),
  putCalendar: ({ params, ...input }) => put(deps, Calendar, { kind: 'calendar', id: params.year }, input),
  listClockRules: async ({ caller, query }) => {
    await reader(deps, caller);
    const wanted = ({ clock }: ClockRule) => query.clock === undefined || query.clock === clock;
    return { body: await registryPage(deps, { kind: 'clock-rule', caller, query, wanted }) };
  },
  getClockRule: ({ caller, params }) => get(deps, caller, 'clock-rule', params.rule),
  putClockRule: ({ params, ...input }) => put(deps, ClockRule, { kind: 'clock-rule', id: params.rule }, input),
});
