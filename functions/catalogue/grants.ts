/** Grants 共享授权: asked for by the consumer, decided by the provider or the data authority, in force within 30 s everywhere. */
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { identify, nameOf } from '#functions/snapshot/caller.ts';
import { amend, change, notAhead } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Application } from '#schemas/application.ts';
import type { Grant } from '#schemas/grant.ts';
import type { grantRoutes } from '#schemas/routes/grants.ts';
import { asked, byAt, decided } from './application.ts';
import type { CatalogueDeps } from './deps.ts';
import { type GrantEvent, grantLifecycle } from './grant-lifecycle.ts';
import { actorsOf, declaredResource, notTheProvider } from './grant-parties.ts';
import { brokenRules } from './grant-rules.ts';
import { noRoom } from './room.ts';

type Routes = typeof grantRoutes;

export const getGrant =
  (deps: CatalogueDeps): Body<Routes['getGrant']> =>
  async ({ caller, params }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const grant = await deps.registry.get('grant', params.grant);
    if (!grant) throw problem('not-found');
    return revised(grant);
  };

const FRESH = { give: 'active', take: 'active', request: 'requested' } as const;

/** What is noted of it: who asked and until when it is to be checked, or that it was given. */
const noted = (
  snapshot: IndexedSnapshot,
  event: keyof typeof FRESH,
  found: Grant | undefined,
  by: string,
  now: number,
): Application => {
  const done = byAt(by, now);
  if (event === 'request') return asked(snapshot, done, now, found?.application);
  if (event === 'take') return { ...found?.application, asked: done };
  const waits = found?.state !== 'active' && found?.state !== 'expired';
  const given = { outcome: 'agreed', reason: '提供部门直接授予 given by the provider' } as const;
  return waits && found ? decided(snapshot, found, given, done, false) : { decision: { done: { ...done, ...given } } };
};

export const putGrant =
  (deps: CatalogueDeps): Body<Routes['putGrant']> =>
  async ({ caller, params, body, now, ifMatch = 0 }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue.manage');
    const found = await deps.registry.get('grant', params.grant);
    const resource = await declaredResource(deps.registry, (found ?? body).resource);
    const actors = actorsOf(who, found ?? body, resource?.department);
    const asks = resource?.sharing === 'unconditional' ? ('take' as const) : ('request' as const);
    const event = (['give', asks] as const).find((e) => mayCause(grantLifecycle, e, actors));
    if (!event) throw notTheProvider(snapshot);
    notAhead(found, ifMatch);
    // Another revision than the one seen: either a repeat of this very put, or `change` refuses it.
    const seen = found?.revision === ifMatch;
    const state = seen ? step(grantLifecycle, found.state, event) : FRESH[event];
    const application = found && !seen ? found.application : noted(snapshot, event, found, nameOf(who), now);
    const kept = { v: 1, kind: 'grant', id: params.grant, revision: ifMatch + 1, state } as const;
    const next: Grant = { ...kept, ...(application && { application }), ...body };
    const errors = [...(await brokenRules(deps.registry, next, found, now)), ...noRoom(snapshot, next)];
    if (errors.length > 0) throw problem('unprocessable', { errors });
    if (state === 'active') await deps.timers.expireAt(next.id, Date.parse(next.until));
    const due = state === 'requested' && application?.check?.due;
    if (due) await deps.timers.overdueAt(next.id, 'check', overdueFrom(due));
    return revised(await change(deps, next, now));
  };

/** Suspends, resumes or revokes: the event decides the state, `note` what is written beside it. */
const end = async (
  deps: CatalogueDeps,
  event: GrantEvent,
  { caller, params, now }: { caller: Caller; params: { grant: string }; now: number },
  note: (grant: Grant, state: Grant['state'], by: string) => Grant,
) => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, 'catalogue.manage');
  const found = await deps.registry.get('grant', params.grant);
  if (!found) throw problem('not-found');
  const provider = (await declaredResource(deps.registry, found.resource))?.department;
  if (!mayCause(grantLifecycle, event, actorsOf(who, found, provider))) throw notTheProvider(snapshot);
  const grant = await amend(deps, 'grant', params.grant, now, (before) => {
    const state = step(grantLifecycle, before.state, event);
    return state === before.state ? before : note(before, state, nameOf(who));
  });
  return revised(grant);
};

export const suspendGrant =
  (deps: CatalogueDeps): Body<Routes['suspendGrant']> =>
  (input) =>
    end(deps, 'suspend', input, (grant, state, by) => ({
      ...grant,
      state,
      suspended: { since: new Date(input.now).toISOString(), reason: input.body.reason, by },
    }));

export const resumeGrant =
  (deps: CatalogueDeps): Body<Routes['resumeGrant']> =>
  (input) =>
    end(deps, 'resume', input, ({ suspended: _over, ...grant }, state) => ({ ...grant, state }));

export const revokeGrant =
  (deps: CatalogueDeps): Body<Routes['revokeGrant']> =>
  (input) =>
    end(deps, 'revoke', input, ({ suspended: _over, ...grant }, state, by) => ({
      ...grant,
      state,
      ended: { since: new Date(input.now).toISOString(), reason: input.body.reason, by },
    }));
