/** What the catalogue does when time passes: grants and versions run out, what is overdue is marked, and a snapshot that a crash left behind is published. */

import * as z from 'zod';
import { step } from '#functions/kernel/lifecycle.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { amend } from '#functions/snapshot/change.ts';
import { publishIfBehind } from '#functions/snapshot/publish.ts';
import { ApplicationStep } from '#schemas/application.ts';
import { CalendarYear } from '#schemas/calendar.ts';
import { DisputeId, DisputeState } from '#schemas/dispute.ts';
import type { Envelope } from '#schemas/event.ts';
import type { Grant } from '#schemas/grant.ts';
import { ResourceId, Slug, Uuid } from '#schemas/identifier.ts';
import { endVersion } from './end-version.ts';
import { grantLifecycle } from './grant-lifecycle.ts';
import { disputeOverdue, type OverdueDeps, recountYear, stepOverdue } from './overdue.ts';

const Expire = z.strictObject({ grant: Slug });
const Overdue = z.strictObject({ grant: Slug, step: ApplicationStep });
const DisputeOverdue = z.strictObject({ dispute: DisputeId, state: DisputeState });
const Recount = z.strictObject({ year: CalendarYear });
const End = z.strictObject({ resource: ResourceId, version: z.int() });

/** A grant that was extended since, or was ended otherwise, stays as it is. */
const expired = (grant: Grant, at: number): Grant => {
  if (Date.parse(grant.until) > at || !(grant.state in grantLifecycle.events.expire.moves)) return grant;
  const state = step(grantLifecycle, grant.state, 'expire');
  if (state === grant.state) return grant;
  const { suspended: _over, ...rest } = grant;
  return { ...rest, state };
};

const Suspend = z.strictObject({ grant: Slug, revision: z.int(), alert: Uuid });

/** By rule, on an alert. A grant that somebody has changed since, or resumed, stays as it is. */
const suspended = (grant: Grant, { revision, alert }: z.infer<typeof Suspend>, at: number): Grant => {
  if (grant.revision !== revision || !(grant.state in grantLifecycle.events.suspend.moves)) return grant;
  const state = step(grantLifecycle, grant.state, 'suspend');
  if (state === grant.state) return grant;
  const reason = `预警自动暂停 suspended by alert ${alert}`;
  return { ...grant, state, suspended: { since: new Date(at).toISOString(), reason, by: 'onetrip-alerts' } };
};

/** The timer is set before its grant: one whose grant was never put has nothing to do. */
const unlessGone = (error: unknown): void => {
  if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error;
};

const TYPES: Readonly<Record<string, (deps: OverdueDeps, envelope: Envelope, now: number) => Promise<unknown>>> = {
  'grant.expire': (deps, { data, at }, now) =>
    amend(deps, 'grant', Expire.parse(data).grant, now, (grant) => expired(grant, at)).catch(unlessGone),
  'grant.overdue': (deps, { data, at }, now) => {
    const { grant, step } = Overdue.parse(data);
    return stepOverdue(deps, grant, step, at, now).catch(unlessGone);
  },
  'dispute.overdue': (deps, { data, at }, now) => {
    const { dispute, state } = DisputeOverdue.parse(data);
    return disputeOverdue(deps, dispute, state, at, now).catch(unlessGone);
  },
  'calendar.changed': (deps, { data }, now) => recountYear(deps, Recount.parse(data).year, now),
  'resource.end': (deps, { data, at }, now) => {
    const { resource, version } = End.parse(data);
    return endVersion(deps, resource, version, at, now).catch(unlessGone);
  },
  'grant.suspend': (deps, { data, at }, now) => {
    const order = Suspend.parse(data);
    return amend(deps, 'grant', order.grant, now, (grant) => suspended(grant, order, at)).catch(unlessGone);
  },
  'snapshot.publish': (deps, _envelope, now) => publishIfBehind(deps, now),
};

/** State decides, so an envelope that comes late, early or twice needs no memory of those that came. */
export const catalogueEvents =
  (deps: OverdueDeps): Consumer =>
  async (envelope, now) => {
    const take = Object.hasOwn(TYPES, envelope.type) ? TYPES[envelope.type] : undefined;
    if (!take) throw new Error('catalogue: envelope is of another kind');
    await take(deps, envelope, now);
  };
